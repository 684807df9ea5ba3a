import { db } from '#lib/db/client.ts'
import { type NetworkProfileName, networkProfiles, type RunnerClassName } from '#lib/manifests/classes.ts'
import { shippedSizes } from '#lib/provisioning/shipped-sizes.ts'

const MONTHLY_BUDGET_MICROS = 2_000_000_000n

/** Profiles of classes that stay off the public internet in the demo. */
const privateProfiles: NetworkProfileName[] = ['private_vpc', 'privatelink', 'vpn']

/** Where each class may go in the demo. On premises only functions, which an enrolled agent carries out. */
const profilesOf: Record<RunnerClassName, readonly NetworkProfileName[]> = {
  serverless: networkProfiles,
  container: privateProfiles,
  managed_etl: privateProfiles,
  dedicated_compute: privateProfiles,
}

/** The demo tenants' matrix, quota and budget. */
export async function seedDemoRules(tenant: { id: string } | undefined): Promise<void> {
  if (!tenant) return
  const tenantId = tenant.id
  if (await db.quota.findFirst({ where: { tenantId } })) return
  const rows = shippedSizes.flatMap(({ runnerClass, size }) =>
    profilesOf[runnerClass].map((networkProfile) => ({ tenantId, runnerClass, size, networkProfile })),
  )
  await db.matrixCell.createMany({ data: rows })
  await db.quota.create({
    data: { tenantId, maxRunners: 100, maxConcurrency: 500, monthlyBudget: MONTHLY_BUDGET_MICROS },
  })
}

import { db } from '#lib/db/client.ts'
import { networkProfiles } from '#lib/manifests/classes.ts'
import { shippedSizes } from '#lib/provisioning/shipped-sizes.ts'

const MONTHLY_BUDGET_MICROS = 500_000_000n

/** Classes whose runners the demo tenants place in private networks only. */
const privately = new Set(['container', 'managed_etl'])

/** The demo tenants' matrix: serverless everywhere but on-premise, containers and ETL privately; their quota and budget. */
export async function seedDemoRules(tenant: { id: string } | undefined): Promise<void> {
  if (!tenant) return
  const tenantId = tenant.id
  if (await db.quota.findFirst({ where: { tenantId } })) return
  const rows = shippedSizes.flatMap(({ runnerClass, size }) =>
    networkProfiles
      .filter((profile) => profile !== 'on_premise_agent')
      .filter(
        (profile) => runnerClass === 'serverless' || (privately.has(runnerClass) && profile !== 'public_vpc_egress'),
      )
      .map((networkProfile) => ({ tenantId, runnerClass, size, networkProfile })),
  )
  await db.tenantMatrixRow.createMany({ data: rows })
  await db.quota.create({
    data: { tenantId, maxRunners: 50, maxConcurrency: 200, monthlyBudget: MONTHLY_BUDGET_MICROS },
  })
}

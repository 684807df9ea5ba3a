import { db, transaction, unsafeDb } from '#lib/db/client.ts'
import { classRules, dataClassifications, networkProfiles, runnerClasses } from '#lib/manifests/classes.ts'
import { effectivePolicies } from '#lib/policy/effective-policies.ts'
import { evaluatePolicy } from '#lib/policy/evaluate-policy.ts'
import { readTenantFacts } from '#lib/policy/tenant-facts.ts'
import { deployRequest, preDeployRequest, runRequest } from '#lib/policy/testing/requests.ts'
import { seedTenant } from '#scripts/seed/seed-people.ts'
import { seedPlatform } from '#scripts/seed/seed-platform.ts'

// What a gate costs once everything is warm, with a matrix of ten thousand rows: the decision, and the facts it takes.

const ROWS = 10_000
const ASKED = 500
const WARM_UP = 100

await seedPlatform(await seedTenant('platform', 'Platform'))
const tenant = await seedTenant('acme', 'Acme Retail')
await fillMatrix()

const asked = {
  class: 'serverless',
  size: 'small',
  profile: 'private_vpc',
  environment: 'prod',
  classification: 'internal',
}
const { layers } = await transaction((tx) => readTenantFacts(tx, tenant.id, asked))
const policies = await effectivePolicies(db, layers)

figure('decision before a deployment', await times((n) => evaluatePolicy(policies, preDeployRequest({ estimate: n }))))
figure(
  'decision before it is applied',
  await times((n) => evaluatePolicy(policies, deployRequest({}, { concurrency: n }))),
)
figure('decision before a run', await times((n) => evaluatePolicy(policies, runRequest({ running: n % 90 }))))
await transaction(async (tx) => {
  figure(
    'facts of a tenant from the database, its place in the matrix among them, in the transaction of a gate',
    await times(() => readTenantFacts(tx, tenant.id, asked)),
  )
})
figure(
  'the same in a transaction of its own',
  await times(() => transaction((tx) => readTenantFacts(tx, tenant.id, asked))),
)
process.exit()

/** Rows of many places, of the platform and of the tenant, until there are enough. */
async function fillMatrix(): Promise<void> {
  const cells = []
  for (let place = 0; cells.length < ROWS; place += 1) {
    for (const name of runnerClasses) {
      for (const size of classRules[name].sizes) {
        for (const profile of networkProfiles) {
          for (const classification of dataClassifications) {
            cells.push({
              tenantId: place % 2 ? tenant.id : '',
              scope: place % 2 ? ('tenant' as const) : ('platform' as const),
              runnerClass: name,
              size,
              networkProfile: profile,
              environment: place < 2 ? '' : `place-${place}`,
              classification,
              allowed: true,
              policyVersion: 0,
            })
          }
        }
      }
    }
  }
  await unsafeDb.matrixCell.deleteMany()
  await unsafeDb.matrixCell.createMany({ data: cells.slice(0, ROWS) })
}

async function times(work: (n: number) => unknown): Promise<number[]> {
  const taken: number[] = []
  for (let n = 0; n < WARM_UP; n += 1) await work(n)
  for (let n = 0; n < ASKED; n += 1) {
    const start = performance.now()
    await work(n)
    taken.push(performance.now() - start)
  }
  return taken
}

function figure(name: string, taken: number[]): void {
  const sorted = taken.sort((a, b) => a - b)
  const at = (share: number) => sorted[Math.floor(sorted.length * share)] ?? 0
  console.log(JSON.stringify({ name, p50: at(0.5), p95: at(0.95), n: sorted.length, unit: 'ms' }))
}

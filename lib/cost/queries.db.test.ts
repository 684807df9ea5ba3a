import { beforeAll, expect, test } from 'vitest'
import { db } from '../db/client.ts'
import type { Environment } from '../db/generated/client.ts'
import { makeTenant, type TestTenant } from '../db/testing/world.ts'
import { getMatrix } from '../policy/matrix/queries.ts'
import { getActivePolicy, getTenantLimits } from '../policy/queries.ts'
import { makePlatformRules, makeRunner, makeTenantRules } from '../policy/testing/rules.ts'
import { estimateCost } from './estimate-cost.ts'
import { getPriceBook } from './queries.ts'
import { estimateInput } from './testing/inputs.ts'

let dev: Environment
let tenant: TestTenant
let other: TestTenant

beforeAll(async () => {
  dev = await makePlatformRules()
  tenant = await makeTenant()
  other = await makeTenant()
  await makeTenantRules(tenant.id)
})

const runner = async (name: string) => {
  const input = estimateInput({ class: 'serverless' })
  const manifest = { ...input.manifest, metadata: { ...input.manifest.metadata, name } }
  const made = await makeRunner(tenant.id, dev, manifest)
  const estimate = estimateCost(input)
  if (!estimate) throw new Error('no estimate')
  await db.deployment.updateMany({
    where: { tenantId: tenant.id, id: made.deploymentId },
    data: { costEstimate: estimate },
  })
  return { ...made, estimate }
}

test('limits stand beside their use', async () => {
  const { estimate } = await runner('first')
  await runner('second')
  await runner('third')
  expect(await getTenantLimits(tenant.engineer)).toEqual({
    runners: { used: 3, of: 3 },
    concurrency: { used: 30, of: 40 },
    budget: { used: 3 * estimate.perMonth, of: 100_000_000 },
  })
  expect(await getTenantLimits(other.engineer)).toMatchObject({ runners: { used: 0, of: 20 }, budget: { of: null } })
})

test('policy, matrix and prices as they are in force', async () => {
  const policy = await getActivePolicy(tenant.engineer)
  expect(policy).toMatchObject({ readable: true, version: 1 })
  expect(policy.readable && policy.rules.every(({ title, id }) => title !== id)).toBe(true)
  const offeredTo = async ({ engineer }: TestTenant) =>
    (await getMatrix(engineer, { environment: '', classification: '' })).cells.filter(({ allowed }) => allowed)
  expect(await offeredTo(tenant)).toHaveLength(2)
  expect(await offeredTo(other)).toEqual([])
  expect(await getPriceBook(tenant.engineer)).toMatchObject({ version: 1, book: { region: 'us-east-1' } })
})

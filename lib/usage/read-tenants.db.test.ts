import { beforeAll, expect, test } from 'vitest'
import { type Actor, makeActor } from '../auth/actor.ts'
import { unsafeDb } from '../db/client.ts'
import { makeTenant, type TestTenant } from '../db/testing/world.ts'
import { readDailyTenants } from './read-daily-tenants.ts'
import { readTenants } from './read-tenants.ts'
import { addDays } from './testing/usage-days.ts'

const now = new Date('2026-11-20T12:00:00Z')
let cheap: TestTenant
let dear: TestTenant
let root: Actor

beforeAll(async () => {
  cheap = await makeTenant()
  dear = await makeTenant()
  await makeTenant()
  root = makeActor({ ...cheap.admin, platformAdmin: true })
  const used = { month: '2026-11', runnerClass: 'serverless', environmentId: 'env_a' } as const
  await unsafeDb.usageMonth.createMany({
    data: [
      { ...used, tenantId: cheap.id, costMicros: 100n, usedMs: 5n },
      { ...used, tenantId: dear.id, costMicros: 400n, usedMs: 5n, reservedMicros: 3n },
      { ...used, tenantId: dear.id, environmentId: 'env_b', costMicros: 500n, usedMs: 6n },
      { ...used, tenantId: cheap.id, month: '2026-10', costMicros: 9_999n },
    ],
  })
  await unsafeDb.quota.createMany({
    data: [
      { tenantId: '', scope: 'platform', monthlyBudget: 5_000n, platformConcurrency: 40 },
      { tenantId: dear.id, monthlyBudget: 950n },
      { tenantId: dear.id, environment: 'prod', monthlyBudget: 1n },
    ],
  })
  await addDays([
    { tenantId: dear.id, day: '2026-11-19', costMicros: 10 },
    { tenantId: cheap.id, day: '2026-11-18', costMicros: 4 },
  ])
})

test('every tenant that used something, the dearest first, beside its budget', async () => {
  const { tenants, running, next } = await readTenants(root, {}, now)
  expect(tenants).toMatchObject([
    {
      ...{ tenantId: dear.id, slug: dear.slug, costMicros: 900, reservedMicros: 3, usedMs: 11, budget: 950 },
      // Ten a day: the fifty that are left last five days.
      projection: { expected: 900 + 105, reachesAt: '2026-11-25T12:00:00.000Z' },
    },
    { tenantId: cheap.id, costMicros: 100, budget: 5_000, projection: { expected: 100 + 21, reachesAt: null } },
  ])
  expect(running).toEqual({ now: 0, limit: 40 })
  expect(next).toBeUndefined()
})

test('page by page', async () => {
  const first = await readTenants(root, { limit: 1 }, now)
  expect(first.tenants.map(({ tenantId }) => tenantId)).toEqual([dear.id])
  const rest = await readTenants(root, { limit: 1, cursor: first.next }, now)
  expect(rest).toMatchObject({ tenants: [{ tenantId: cheap.id }], next: undefined })
  await expect(readTenants(root, { cursor: 'nonsense' }, now)).rejects.toMatchObject({ code: 'invalid_input' })
})

test('day by day', async () => {
  const { days, groups } = await readDailyTenants(root, {}, now)
  expect(days).toHaveLength(20)
  expect(groups.map(({ key }) => key)).toEqual([dear.id, cheap.id])
  expect(groups[0]?.byDay.map(({ costMicros }) => costMicros)).toEqual([...Array(18).fill(0), 10, 0])
})

test('nobody of a tenant sees over its border', async () => {
  for (const actor of [dear.engineer, dear.approver, dear.auditor, dear.admin]) {
    await expect(readTenants(actor, {}, now)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(readDailyTenants(actor, {}, now)).rejects.toMatchObject({ code: 'forbidden' })
  }
})

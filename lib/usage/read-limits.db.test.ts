import { beforeAll, expect, test } from 'vitest'
import { unsafeDb } from '../db/client.ts'
import type { Environment } from '../db/generated/client.ts'
import { makeTenant, type TestTenant } from '../db/testing/world.ts'
import { makePlatformRules } from '../policy/testing/rules.ts'
import { readLimits } from './read-limits.ts'
import { addDays } from './testing/usage-days.ts'

const now = new Date('2026-11-20T12:00:00Z')
const HOUR = 3_600_000
let dev: Environment
let tenant: TestTenant
let other: TestTenant

beforeAll(async () => {
  dev = await makePlatformRules()
  tenant = await makeTenant()
  other = await makeTenant()
  await unsafeDb.quota.createMany({
    data: [
      { tenantId: '', scope: 'platform', monthlyBudget: 9_000n },
      { tenantId: tenant.id, monthlyBudget: 2_000n },
      { tenantId: tenant.id, environment: 'dev', monthlyBudget: 700n },
    ],
  })
  await unsafeDb.classLimit.createMany({
    data: [
      { tenantId: '', scope: 'platform', runnerClass: 'serverless', monthlyMs: BigInt(9 * HOUR), maxRunning: 5 },
      { tenantId: tenant.id, runnerClass: 'serverless', monthlyMs: BigInt(4 * HOUR) },
    ],
  })
  const of = { tenantId: tenant.id, month: '2026-11' }
  await unsafeDb.usageMonth.createMany({
    data: [
      {
        ...of,
        runnerClass: 'serverless',
        environmentId: dev.id,
        usedMs: BigInt(3 * HOUR),
        reservedMs: BigInt(HOUR / 2),
        costMicros: 500n,
        reservedMicros: 50n,
      },
      { ...of, runnerClass: 'serverless', environmentId: 'env_x', usedMs: BigInt(HOUR / 4), costMicros: 300n },
      { ...of, runnerClass: 'container', environmentId: 'env_x', usedMs: BigInt(HOUR), costMicros: 400n },
      { ...of, month: '2026-10', runnerClass: 'serverless', environmentId: dev.id, usedMs: 999n, costMicros: 999n },
      {
        tenantId: other.id,
        month: '2026-11',
        runnerClass: 'serverless',
        environmentId: dev.id,
        usedMs: 7n,
        costMicros: 7n,
      },
    ],
  })
  await addDays(
    Array.from({ length: 7 }, (_, at) => ({
      tenantId: tenant.id,
      day: `2026-11-${13 + at}`,
      environmentId: dev.id,
      usedMs: HOUR / 10,
      costMicros: 20,
    })),
  )
})

test('budgets and hours: whose they are, what is used, set aside and left', async () => {
  const { limits, running, month } = await readLimits(tenant.auditor, {}, now)
  expect(month).toBe('2026-11')
  const told = limits.map(({ kind, environment, class: name, limit, scope, used, reserved, left }) => ({
    what: [kind, environment, name].join(' ').trim(),
    figures: [limit, used, reserved, left],
    scope,
  }))
  expect(told).toEqual([
    { what: 'budget', figures: [2_000, 1_200, 50, 750], scope: 'tenant' },
    { what: 'budget dev', figures: [700, 500, 50, 150], scope: 'tenant' },
    { what: 'hours  serverless', figures: [4 * HOUR, 3.25 * HOUR, 0.5 * HOUR, 0.25 * HOUR], scope: 'tenant' },
    { what: 'hours  container', figures: [null, HOUR, 0, null], scope: 'shipped' },
  ])
  expect(running).toEqual([
    { class: 'serverless', running: 0, limit: 5, scope: 'platform' },
    ...['container', 'managed_etl', 'dedicated_compute'].map((name) => ({
      class: name,
      running: 0,
      limit: null,
      scope: 'shipped',
    })),
  ])
})

test('where the month is heading, and when a limit is reached at this pace', async () => {
  const { limits } = await readLimits(tenant.auditor, {}, now)
  const [budget, ofDev, hours] = limits
  expect(budget?.projection).toMatchObject({ expected: 1_200 + 210, perDay: 20, basis: 7, reachesAt: null })
  expect(ofDev?.projection).toMatchObject({ expected: 500 + 210, reachesAt: '2026-11-30T12:00:00.000Z' })
  // A tenth of an hour a day: the three quarters that are left last seven and a half days.
  expect(hours?.projection?.reachesAt).toBe('2026-11-28T00:00:00.000Z')
  expect(hours?.burnDown.at(-1)).toEqual({
    day: '2026-11-20',
    used: 0,
    left: 4 * HOUR - 0.7 * HOUR,
    even: Math.round(4 * HOUR * (1 - 20 / 30)),
  })
})

test('a tenant without limits of its own has the platform’s, and sees nobody else’s use', async () => {
  const { limits } = await readLimits(other.auditor, {}, now)
  expect(limits.map(({ kind, limit, used, scope }) => [kind, limit, used, scope])).toEqual([
    ['budget', 9_000, 7, 'platform'],
    ['hours', 9 * HOUR, 7, 'platform'],
  ])
})

test('a month that is over has no projection', async () => {
  const { limits } = await readLimits(tenant.auditor, { month: '2026-10' }, now)
  expect(limits[0]).toMatchObject({ used: 999, projection: null })
})

import { beforeAll, expect, test } from 'vitest'
import { db, unsafeDb } from '../db/client.ts'
import { makeTenant, type TestTenant } from '../db/testing/world.ts'
import { activeRunner } from '../runs/testing/active-runner.ts'
import { deadLetters } from '../runs/testing/dead-letters.ts'
import { rehearseReplay } from './rehearse-replay.ts'
import { requestReplay } from './request-replay.ts'

let tenant: TestTenant
beforeAll(async () => {
  tenant = await makeTenant()
})

const MONTH = new Date().toISOString().slice(0, 7)

async function usage(spec: { runnerId: string; environmentId: string }, runs: number, ms: number, micros: number) {
  await db.usageDay.create({
    data: {
      tenantId: tenant.id,
      day: new Date(new Date().toISOString().slice(0, 10)),
      ...{ runnerId: spec.runnerId, environmentId: spec.environmentId },
      ...{ runnerClass: 'serverless', size: 'small', pipeline: 'orders/ingest' },
      succeeded: runs,
      usedMs: BigInt(runs * ms),
      costMicros: BigInt(runs * micros),
    },
  })
}
const environmentOf = async ({ runnerId }: { runnerId: string }) =>
  (await unsafeDb.runner.findFirstOrThrow({ where: { tenantId: tenant.id, id: runnerId } })).environmentId

test('ten thousand are rehearsed, with what past runs took and what is left of the month', async () => {
  const [first, second] = [await activeRunner(tenant), await activeRunner(tenant)]
  const environmentId = await environmentOf(first)
  await deadLetters(tenant.id, first, { prefix: 'a', count: 6000, errors: 3 })
  await deadLetters(tenant.id, second, { prefix: 'b', count: 4000 })
  await usage({ ...first, environmentId }, 100, 200, 50)
  await db.quota.create({ data: { tenantId: tenant.id, monthlyBudget: 500_000n } })
  await db.classLimit.create({ data: { tenantId: tenant.id, runnerClass: 'serverless', monthlyMs: 3_600_000n } })
  await db.usageMonth.create({
    data: {
      ...{ tenantId: tenant.id, month: MONTH, runnerClass: 'serverless', environmentId },
      ...{ usedMs: 600_000n, reservedMs: 100_000n, costMicros: 100_000n, reservedMicros: 0n },
    },
  })
  const said = await rehearseReplay(tenant.engineer, { letters: { filter: {} }, ratePerSecond: 50 })
  expect(said).toMatchObject({ total: 10_000, wouldRun: 10_000, wouldBeDenied: 0, mass: true, threshold: 25 })
  expect(said.forecast).toMatchObject({
    costMicros: 6000 * 50,
    runtimeMs: 6000 * 200,
    // Two at once take longer than the rate asks for.
    elapsedMs: 600_000,
    unknown: 4000,
    beyondLimits: 0,
  })
  expect(said.forecast.limits).toContainEqual({
    what: 'tenant_budget',
    of: '',
    limit: 500_000,
    left: 400_000,
    needed: 300_000,
  })
  expect(said.forecast.limits).toContainEqual({
    what: 'class_hours',
    of: 'serverless',
    limit: 3_600_000,
    left: 2_900_000,
    needed: 1_200_000,
  })

  // The list of as many is fixed as quickly, and each token is on it once.
  const asked = await requestReplay(tenant.engineer, {
    letters: { filter: { runnerId: second.runnerId } },
    reason: 'all of b',
  })
  expect(asked.items).toBe(4000)
  const [sum] = await unsafeDb.$queryRaw<{ tokens: bigint; places: bigint }[]>`
    select count(distinct token) as tokens, count(distinct seq) as places from "ReplayItem" where "replayId" = ${asked.id}`
  expect(sum).toEqual({ tokens: 4000n, places: 4000n })
})

test('a budget that is used up is said before', async () => {
  const poor = await makeTenant()
  const runner = await activeRunner(poor)
  await deadLetters(poor.id, runner, { count: 10 })
  await unsafeDb.quota.create({ data: { tenantId: poor.id, monthlyBudget: 0n } })
  const said = await rehearseReplay(poor.engineer, { letters: { filter: {} } })
  expect(said).toMatchObject({ total: 10, wouldRun: 0, wouldBeDenied: 10 })
})

test('only open ones, only what the filter leaves, and of a token the newest', async () => {
  const fresh = await makeTenant()
  const runner = await activeRunner(fresh)
  const ids = await deadLetters(fresh.id, runner, { count: 6, errors: 2 })
  await unsafeDb.deadLetter.updateMany({
    where: { tenantId: fresh.id, id: { in: ids.slice(0, 1) } },
    data: { status: 'waived' },
  })
  const one = await unsafeDb.deadLetter.findFirstOrThrow({ where: { tenantId: fresh.id, id: ids[1] as string } })
  const { fingerprint } = one
  const totalOf = async (letters: object) => (await rehearseReplay(fresh.engineer, { letters: letters as never })).total
  expect(await totalOf({ filter: {} })).toBe(5)
  expect(await totalOf({ filter: { fingerprint } })).toBe(3)
  expect(await totalOf({ filter: { token: 'token-2' } })).toBe(1)
  expect(await totalOf({ ids: ids.slice(0, 3) })).toBe(2)
  expect((await rehearseReplay(fresh.engineer, { letters: { ids: ids.slice(0, 3) } })).notOpen).toBe(1)
  await unsafeDb.run.create({
    data: {
      ...(await unsafeDb.run.findFirstOrThrow({ where: { tenantId: fresh.id, id: one.runId } })),
      id: 'job_older',
      replayedById: one.runId,
    } as never,
  })
  await unsafeDb.deadLetter.create({
    data: { ...one, id: ids[1]?.replace('ded_0', 'ded_00').slice(0, 30), runId: 'job_older' } as never,
  })
  expect(await totalOf({ filter: {} })).toBe(5)
})

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { db, unsafeDb } from '#lib/db/client.ts'
import { makeTenant, type TestTenant } from '#lib/db/testing/world.ts'
import { newId } from '#lib/ids.ts'
import type { ServerlessSpec } from '#lib/provisioning/target.ts'
import { stopTargets } from '#lib/provisioning/targets/targets.ts'
import { monthOf } from '../../usage/months.ts'
import { askOfRun } from '../ask-of-run.ts'
import { releaseRetries } from '../release-retries.ts'
import { startRun } from '../start-run.ts'
import { startRuns } from '../start-runs.ts'
import { activeRunner } from '../testing/active-runner.ts'
import { type Dispatcher, startDispatcher } from './dispatcher.ts'

const patient = { timeout: 60_000, interval: 50 }
let dispatchers: Dispatcher[]
beforeAll(() => {
  dispatchers = [startDispatcher('worker-a'), startDispatcher('worker-b')]
})
afterAll(async () => {
  await Promise.all(dispatchers.map((one) => one.drain(AbortSignal.timeout(30_000))))
  await stopTargets()
})

const runsOf = ({ id: tenantId }: TestTenant) => db.run.findMany({ where: { tenantId }, orderBy: { id: 'asc' } })
const statuses = async (tenant: TestTenant) => (await runsOf(tenant)).map(({ status }) => status)
const over = (tenant: TestTenant) =>
  expect
    .poll(
      async () => (await statuses(tenant)).filter((status) => ['queued', 'running', 'retrying'].includes(status)),
      patient,
    )
    .toEqual([])
const start = (tenant: TestTenant, { runnerId }: ServerlessSpec, count: number) =>
  startRuns(tenant.engineer, { runnerId, origin: 'api', items: Array.from({ length: count }, () => ({})) })

/** The most attempts that were under way at one instant, by the database's clock. */
async function mostAtOnce({ id: tenantId }: TestTenant): Promise<number> {
  const attempts = await db.runAttempt.findMany({ where: { tenantId } })
  const edges = attempts.flatMap(({ startedAt, finishedAt }) => [
    { at: startedAt.getTime(), by: 1 },
    { at: finishedAt?.getTime() ?? Number.POSITIVE_INFINITY, by: -1 },
  ])
  let now = 0
  return Math.max(...edges.sort((a, b) => a.at - b.at || a.by - b.by).map(({ by }) => (now += by)))
}

const brief = 'export const handler = () => new Promise((done) => setTimeout(done, 60))'

describe('limits over two workers', () => {
  test('the tenant’s places are never passed by one, and all runs come to their turn', async () => {
    const tenant = await makeTenant()
    const [one, two] = [await activeRunner(tenant, brief), await activeRunner(tenant, brief)]
    await db.quota.create({ data: { tenantId: tenant.id, maxConcurrency: 3 } })
    await Promise.all([start(tenant, one, 8), start(tenant, two, 8)])
    await over(tenant)
    expect(await statuses(tenant)).toEqual(Array(16).fill('succeeded'))
    expect(await mostAtOnce(tenant)).toBeLessThanOrEqual(3)
  }, 90_000)

  test('a runner’s concurrency holds over all workers together', async () => {
    const tenant = await makeTenant()
    await start(tenant, await activeRunner(tenant, brief, { concurrency: 2 }), 10)
    await over(tenant)
    expect(await mostAtOnce(tenant)).toBeLessThanOrEqual(2)
  }, 90_000)

  test('runtime that is set aside is waited for; what is used up denies, with the rule’s reason', async () => {
    const tenant = await makeTenant()
    const spec = await activeRunner(tenant, brief)
    const asks = askOfRun(spec, undefined).ms
    const limit = { tenantId: tenant.id, runnerClass: 'serverless' as const }
    await db.classLimit.create({ data: { ...limit, monthlyMs: BigInt(2 * asks + 5000) } })
    await start(tenant, spec, 6)
    await over(tenant)
    expect(await statuses(tenant)).toEqual(Array(6).fill('succeeded'))
    expect(await mostAtOnce(tenant)).toBeLessThanOrEqual(2)
    const [used] = await db.usageMonth.findMany({ where: { tenantId: tenant.id, month: monthOf(new Date()) } })
    const took = (await db.runAttempt.findMany({ where: { tenantId: tenant.id } })).reduce(
      (sum, { durationMs, initMs }) => sum + (durationMs ?? 0) + (initMs ?? 0),
      0,
    )
    expect(used).toMatchObject({ reservedMs: 0n, usedMs: BigInt(took) })

    await db.classLimit.updateMany({ where: limit, data: { monthlyMs: BigInt(asks) } })
    await expect(startRun(tenant.engineer, { runnerId: spec.runnerId, origin: 'api' })).rejects.toMatchObject({
      code: 'policy_denied',
      message: expect.stringContaining('have used'),
    })
  }, 90_000)
})

describe('what waits', () => {
  test('a pause holds what is queued, and its end lets it go', async () => {
    const tenant = await makeTenant()
    const spec = await activeRunner(tenant)
    const pause = { tenantId: tenant.id, id: newId('pause') }
    await db.pause.create({ data: { ...pause, reason: 'the year ends', pausedById: 'usr_test' } })
    const { id } = await startRun(tenant.engineer, { runnerId: spec.runnerId, origin: 'api' })
    const other = await makeTenant()
    await start(other, await activeRunner(other), 1)
    await over(other)
    expect(await statuses(tenant)).toEqual(['queued'])
    await db.pause.updateMany({ where: pause, data: { resumedAt: new Date() } })
    await over(tenant)
    expect(await db.run.findFirst({ where: { tenantId: tenant.id, id } })).toMatchObject({ status: 'succeeded' })
  }, 90_000)

  test('a runner that was destroyed denies what waits for it: it is recorded, and no failure', async () => {
    const tenant = await makeTenant()
    const { runnerId } = await activeRunner(tenant)
    await db.pause.create({ data: { tenantId: tenant.id, id: newId('pause'), reason: 'x', pausedById: 'usr_test' } })
    await startRun(tenant.engineer, { runnerId, origin: 'api' })
    await db.runner.updateMany({ where: { tenantId: tenant.id, id: runnerId }, data: { status: 'destroyed' } })
    await db.pause.updateMany({ where: { tenantId: tenant.id }, data: { resumedAt: new Date() } })
    await over(tenant)
    expect(await runsOf(tenant)).toMatchObject([
      { status: 'denied', reason: expect.stringContaining('is destroyed'), attempt: 0 },
    ])
    expect(await db.deadLetter.count({ where: { tenantId: tenant.id } })).toBe(0)
  }, 90_000)
})

describe('retries', () => {
  const retry = 'run: { retry: { max_attempts: 3, backoff: fixed, budget_per_hour: 3 } }\n'
  const failsUntil = (attempt: number) => `export const handler = async () => {
    if (Number(process.env.BC_RUN_ATTEMPT) < ${attempt}) throw new Error('order ' + Math.random() + ' has no stock')
    return 'done'
  }`

  test('a failed attempt is followed by others, each on record, until one succeeds', async () => {
    const tenant = await makeTenant()
    const spec = await activeRunner(tenant, failsUntil(3), {}, retry)
    const { id } = await startRun(tenant.engineer, { runnerId: spec.runnerId, origin: 'api' })
    await expect.poll(() => releaseRetries().then(() => statuses(tenant)), patient).toEqual(['succeeded'])
    expect(await runsOf(tenant)).toMatchObject([{ attempt: 3, failures: 2, result: 'done', cause: null }])
    const attempts = await db.runAttempt.findMany({
      where: { tenantId: tenant.id, runId: id },
      orderBy: { number: 'asc' },
    })
    expect(attempts.map(({ status, cause }) => [status, cause])).toEqual([
      ['failed', 'user_error'],
      ['failed', 'user_error'],
      ['succeeded', null],
    ])
    const evidence = await db.evidence.findMany({ where: { tenantId: tenant.id, runId: id }, orderBy: { id: 'asc' } })
    const ends = ['run.retrying', 'run.retrying', 'run.finished'].flatMap((end) => ['run.started', end])
    expect(evidence.map(({ kind }) => kind)).toEqual(['run.requested', ...ends])
  }, 90_000)

  test('the hour’s budget of the runner holds over its runs; what is exhausted is a dead letter', async () => {
    const tenant = await makeTenant()
    const spec = await activeRunner(tenant, failsUntil(9), {}, retry)
    await start(tenant, spec, 3)
    await expect.poll(() => releaseRetries().then(() => statuses(tenant)), patient).toEqual(Array(3).fill('failed'))
    // An hour may begin in the middle of it.
    const hours = await db.retryHour.findMany({ where: { tenantId: tenant.id } })
    expect(hours.every(({ used }) => used <= 3)).toBe(true)
    const retries = hours.reduce((sum, { used }) => sum + used, 0)
    expect(retries).toBeGreaterThanOrEqual(3)
    const failures = (await runsOf(tenant)).reduce((sum, one) => sum + one.failures, 0)
    expect(failures).toBe(3 + retries)
    const letters = await db.deadLetter.findMany({ where: { tenantId: tenant.id } })
    expect(letters).toHaveLength(3)
    expect(new Set(letters.map(({ fingerprint }) => fingerprint)).size).toBe(1)
    const [usage] = await unsafeDb.usageDay.findMany({ where: { tenantId: tenant.id } })
    expect(usage).toMatchObject({ attempts: failures, failed: 3, succeeded: 0 })
  }, 90_000)
})

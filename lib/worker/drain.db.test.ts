import { beforeAll, expect, test } from 'vitest'
import { db, unsafeDb } from '../db/client.ts'
import { makeTenant, type TestTenant } from '../db/testing/world.ts'
import { startRun } from '../runs/start-run.ts'
import { activeRunner } from '../runs/testing/active-runner.ts'
import { endOf, otherRelease, startWorker } from './testing/worker-process.ts'

const patient = { timeout: 60_000, interval: 50 }
let tenant: TestTenant

beforeAll(async () => {
  tenant = await makeTenant()
})

/** Runs of it end at the instant that their input names, or at once when that is past. */
const untilThen = (concurrency: number) =>
  activeRunner(
    tenant,
    `import fs from 'node:fs'
     export const handler = async ({ until }) => {
       while (Date.now() < until) await new Promise((resolve) => setTimeout(resolve, 50))
       fs.writeFileSync(process.env.BC_OUTPUT_DIR + '/done', process.env.BC_RUN_TOKEN)
       return process.env.BC_RUN_TOKEN
     }`,
    { concurrency, timeoutMs: 60_000 },
  )

const start = (runnerId: string, token: string, until = 0) =>
  startRun(tenant.engineer, { runnerId, token, origin: 'manual', input: { until } })

const runOf = (id: string) =>
  unsafeDb.run.findFirstOrThrow({
    where: { tenantId: tenant.id, id },
    select: {
      status: true,
      attempt: true,
      drained: true,
      result: true,
      attempts: { select: { status: true, holder: true } },
    },
  })
const statusOf = async (id: string) => (await runOf(id)).status

test('told to end, a worker takes nothing new, finishes what it holds, and leaves', async () => {
  const { runnerId } = await untilThen(1)
  const worker = startWorker()
  const held = await start(runnerId, 'held', Date.now() + 12_000)
  const waits = await start(runnerId, 'waits')
  await expect.poll(() => statusOf(held.id), patient).toBe('running')
  worker.kill('SIGTERM')
  expect(await endOf(worker)).toBe(0)
  expect(await runOf(held.id)).toMatchObject({ status: 'succeeded', attempt: 1, result: 'held' })
  expect(await runOf(waits.id)).toMatchObject({ status: 'queued', attempt: 0 })
  // It has gone in order: nothing of it is left to take over.
  expect(await db.evidence.count({ where: { tenantId: tenant.id, kind: 'run.handed_back' } })).toBe(0)
}, 90_000)

test('what has not ended within the limit is handed back, and the next worker ends it once', async () => {
  const { runnerId } = await untilThen(1)
  const worker = startWorker({ BARECOUNT_DRAIN_SECONDS: '1' })
  const long = await start(runnerId, 'long', Date.now() + 25_000)
  await expect.poll(() => statusOf(long.id), patient).toBe('running')
  worker.kill('SIGTERM')
  expect(await endOf(worker)).toBe(0)
  expect(await runOf(long.id)).toMatchObject({
    status: 'queued',
    attempt: 1,
    drained: 1,
    attempts: [{ status: 'lost' }],
  })
  const told = await db.evidence.findMany({ where: { tenantId: tenant.id, runId: long.id, kind: 'run.handed_back' } })
  expect(told).toHaveLength(1)
  const next = startWorker()
  await expect.poll(() => statusOf(long.id), patient).toBe('succeeded')
  expect(await runOf(long.id)).toMatchObject({ attempt: 2, result: 'long' })
  const ends = { tenantId: tenant.id, runId: long.id, kind: 'run.finished' }
  expect(await db.evidence.count({ where: ends })).toBe(1)
  // The next test has workers of its own.
  next.kill('SIGTERM')
  expect(await endOf(next)).toBe(0)
}, 90_000)

test('a new release takes over from the one before while runs go on: each is carried out once, by one of both', async () => {
  const { runnerId } = await untilThen(4)
  const old = otherRelease('lib/worker/main.ts', 'os.hostname()}-', 'os.hostname()}-release-1-')
  const first = startWorker({}, old)
  const ids: string[] = []
  for (let n = 0; n < 12; n++) ids.push((await start(runnerId, `before-${n}`, Date.now() + 12_000)).id)
  await expect.poll(() => statusOf(ids[0] ?? ''), patient).toBe('running')
  startWorker()
  await expect.poll(() => db.workerHeartbeat.count(), patient).toBe(2)
  for (let n = 0; n < 12; n++) ids.push((await start(runnerId, `after-${n}`, Date.now() + 2000)).id)
  first.kill('SIGTERM')
  expect(await endOf(first)).toBe(0)
  const ended = () => db.run.count({ where: { tenantId: tenant.id, id: { in: ids }, status: 'succeeded' } })
  await expect.poll(ended, patient).toBe(ids.length)
  const attempts = await db.runAttempt.findMany({ where: { tenantId: tenant.id, runId: { in: ids } } })
  expect(attempts.map(({ status }) => status)).toEqual(ids.map(() => 'succeeded'))
  const releases = new Set(attempts.map(({ holder }) => holder.includes('-release-1-')))
  expect([...releases].sort()).toEqual([false, true])
}, 120_000)

import fs from 'node:fs'
import { afterAll, assert, beforeAll, expect, test } from 'vitest'
import { blobPath } from '../artifacts/blobs.ts'
import { fixedClock } from '../clock.ts'
import { db, unsafeDb } from '../db/client.ts'
import { makeTenant, type TestTenant } from '../db/testing/world.ts'
import { newId } from '../ids.ts'
import { readOutput } from '../provisioning/targets/local/run-output.ts'
import { stopTargets } from '../provisioning/targets/targets.ts'
import { putSecret } from '../secrets/put-secret.ts'
import { tickSchedules } from '../triggers/tick-schedules.ts'
import { cancelRun } from './cancel-run.ts'
import { listRuns } from './list-runs.ts'
import { getRun, readRunLog } from './queries.ts'
import { startRun } from './start-run.ts'
import { activeRunner } from './testing/active-runner.ts'
import { executeRun } from './testing/execute-run.ts'

let tenant: TestTenant
let other: TestTenant
beforeAll(async () => {
  tenant = await makeTenant()
  other = await makeTenant()
})
afterAll(stopTargets)

const kindsOf = async (runId: string) => {
  const rows = await db.evidence.findMany({ where: { tenantId: tenant.id, runId }, orderBy: { id: 'asc' } })
  return rows.map((row) => `${row.kind} ${row.result}`)
}

test('a run is asked for, executed and evidenced, with its log, use and isolation', async () => {
  const spec = await activeRunner(
    tenant,
    `import fs from 'node:fs'
     export const handler = async (event) => {
       console.log('got', event.order)
       fs.writeFileSync(process.env.BC_OUTPUT_DIR + '/order.txt', String(event.order))
       return { order: event.order }
     }`,
  )
  const started = await startRun(tenant.engineer, {
    runnerId: spec.runnerId,
    token: 'o-1',
    input: { order: 7 },
    origin: 'manual',
  })
  expect(started).toMatchObject({ token: 'o-1', status: 'queued', created: true })
  await executeRun(tenant.id, started.id)
  const run = await getRun(tenant.auditor, started.id)
  expect(run).toMatchObject({
    status: 'succeeded',
    attempt: 1,
    result: { order: 7 },
    coldStart: true,
    costMicros: '0',
    outputFiles: ['order.txt'],
    isolation: { time_limit: { state: 'in_force' } },
  })
  expect(run.durationMs).toBeGreaterThanOrEqual(0)
  expect(run.logDigest).toMatch(/^sha256:[0-9a-f]{64}$/)
  expect((await readRunLog(tenant.engineer, run.id)).map((one) => one.text).join('\n')).toContain('got 7')
  expect(readOutput(spec, 'o-1', 'order.txt').toString()).toBe('7')
  expect(await kindsOf(run.id)).toEqual(['run.requested info', 'run.started info', 'run.finished succeeded'])
})

test('the same token and input is the same run; another input is refused', async () => {
  const { runnerId } = await activeRunner(tenant)
  const start = (input: unknown) => startRun(tenant.engineer, { runnerId, token: 't', input, origin: 'api' })
  const first = await start({ a: 1, b: 2 })
  expect(await start({ b: 2, a: 1 })).toEqual({ ...first, created: false })
  await expect(start({ a: 2 })).rejects.toMatchObject({ code: 'token_reused' })
  const many = await Promise.all(
    Array.from({ length: 8 }, () => startRun(tenant.engineer, { runnerId, token: 'race', origin: 'api' })),
  )
  expect(new Set(many.map((one) => one.id)).size).toBe(1)
  expect(many.filter((one) => one.created)).toHaveLength(1)
  expect(await kindsOf(many[0]?.id ?? '')).toEqual(['run.requested info'])
})

test('executed again, a run neither starts again nor is evidenced again', async () => {
  const { runnerId } = await activeRunner(tenant)
  const { id } = await startRun(tenant.engineer, { runnerId, origin: 'manual' })
  await executeRun(tenant.id, id)
  await executeRun(tenant.id, id)
  expect(await getRun(tenant.engineer, id)).toMatchObject({ status: 'succeeded', attempt: 1 })
  expect(await kindsOf(id)).toEqual(['run.requested info', 'run.started info', 'run.finished succeeded'])
})

test('a worker that died after the effect: the next attempt finds it and does not run again', async () => {
  const spec = await activeRunner(
    tenant,
    `import fs from 'node:fs'
     export const handler = async () => { const at = String(process.hrtime.bigint()); fs.writeFileSync(process.env.BC_OUTPUT_DIR + '/at', at); return at }`,
  )
  const { id, token } = await startRun(tenant.engineer, { runnerId: spec.runnerId, token: 'once', origin: 'manual' })
  await executeRun(tenant.id, id)
  const first = await getRun(tenant.engineer, id)
  // As a crash between the commit of the effect and that of the row leaves it.
  await unsafeDb.run.updateMany({ where: { id }, data: { status: 'running', result: {}, finishedAt: null } })
  await executeRun(tenant.id, id)
  const second = await getRun(tenant.engineer, id)
  expect(second).toMatchObject({ status: 'succeeded', attempt: 2, result: first.result })
  expect(second.reason).toContain('earlier attempt')
  expect(readOutput(spec, token, 'at').toString()).toBe(first.result)
})

test('a failing function is a failed run with its cause; nothing it wrote is kept', async () => {
  const spec = await activeRunner(
    tenant,
    `import fs from 'node:fs'
     export const handler = async () => { fs.writeFileSync(process.env.BC_OUTPUT_DIR + '/half', ''); throw new Error('no stock') }`,
  )
  const { id, token } = await startRun(tenant.engineer, { runnerId: spec.runnerId, origin: 'manual' })
  await executeRun(tenant.id, id)
  const run = await getRun(tenant.engineer, id)
  expect(run).toMatchObject({ status: 'failed', cause: 'user_error', reason: 'Error: no stock', outputFiles: [] })
  expect(() => readOutput(spec, token, 'half')).toThrow()
  const failed = ['run.finished failed', 'run.dead_lettered failed']
  expect(await kindsOf(id)).toEqual(['run.requested info', 'run.started info', ...failed])
})

test('secrets reach the function by name; one that is missing fails the run and is named', async () => {
  const { runnerId } = await activeRunner(tenant, 'export const handler = async () => process.env.API_KEY.length', {
    secrets: { API_KEY: 'runs/api-key' },
  })
  const missing = await startRun(tenant.engineer, { runnerId, origin: 'manual' })
  await executeRun(tenant.id, missing.id)
  expect(await getRun(tenant.engineer, missing.id)).toMatchObject({
    status: 'failed',
    cause: 'init_error',
    reason: expect.stringContaining('runs/api-key'),
  })
  await putSecret(tenant.engineer, { path: 'runs/api-key', value: 'twelve chars' })
  const given = await startRun(tenant.engineer, { runnerId, origin: 'manual' })
  await executeRun(tenant.id, given.id)
  expect(await getRun(tenant.engineer, given.id)).toMatchObject({ status: 'succeeded', result: 12 })
})

test('artifact bytes that changed since they were signed do not run', async () => {
  const { runnerId, artifactDigest } = await activeRunner(tenant, 'export const handler = async () => "signed"')
  fs.appendFileSync(blobPath(artifactDigest), 'x')
  const { id } = await startRun(tenant.engineer, { runnerId, origin: 'manual' })
  await executeRun(tenant.id, id)
  expect(await getRun(tenant.engineer, id)).toMatchObject({
    // The platform's own failures are tried again: the bytes may come back.
    status: 'retrying',
    cause: 'platform',
    reason: expect.stringContaining('damaged'),
  })
})

test('a waiting run is cancelled at once, a running one when its process has ended', async () => {
  const { runnerId } = await activeRunner(
    tenant,
    'export const handler = () => { console.log("up"); return new Promise((r) => setTimeout(r, 60000)) }',
    { timeoutMs: 60_000 },
  )
  const waiting = await startRun(tenant.engineer, { runnerId, origin: 'manual' })
  expect(await cancelRun(tenant.engineer, waiting.id)).toEqual({ status: 'cancelled' })
  await executeRun(tenant.id, waiting.id)
  expect(await getRun(tenant.engineer, waiting.id)).toMatchObject({ status: 'cancelled', attempt: 0 })
  expect(await kindsOf(waiting.id)).toEqual(['run.requested info', 'run.finished info'])

  const running = await startRun(tenant.engineer, { runnerId, origin: 'manual' })
  const done = executeRun(tenant.id, running.id)
  await expect
    .poll(async () => (await readRunLog(tenant.engineer, running.id)).length, { timeout: 5000 })
    .toBeGreaterThan(0)
  expect(await cancelRun(tenant.engineer, running.id)).toEqual({ status: 'running' })
  await done
  expect(await getRun(tenant.engineer, running.id)).toMatchObject({ status: 'cancelled' })
  await expect(cancelRun(tenant.engineer, running.id)).rejects.toMatchObject({ code: 'invalid_state' })
})

test('a denied run says why, is evidenced, and its token may try again once the cause is gone', async () => {
  const { runnerId } = await activeRunner(tenant)
  await unsafeDb.runner.updateMany({ where: { id: runnerId }, data: { status: 'smoke_failed' } })
  const start = () => startRun(tenant.engineer, { runnerId, token: 'again', origin: 'manual' })
  await expect(start()).rejects.toMatchObject({
    code: 'policy_denied',
    message: expect.stringContaining('smoke_failed'),
  })
  const [denied] = (await listRuns(tenant.engineer, { runnerId, token: 'again' })).runs
  assert(denied)
  expect(denied).toMatchObject({ status: 'denied', cause: 'denied' })
  expect(await kindsOf(denied.id)).toEqual(['policy.denied denied', 'run.denied denied'])
  await unsafeDb.runner.updateMany({ where: { id: runnerId }, data: { status: 'active' } })
  expect(await start()).toMatchObject({ id: denied.id, status: 'queued', created: true })
  await executeRun(tenant.id, denied.id)
  expect(await getRun(tenant.engineer, denied.id)).toMatchObject({ status: 'succeeded', cause: null })
})

test('an artifact whose signature does not verify does not run', async () => {
  const { runnerId, artifactDigest } = await activeRunner(tenant, 'export const handler = async () => "unsigned"')
  const other = `sha256:${'1'.repeat(64)}`
  await unsafeDb.artifact.updateMany({
    where: { tenantId: tenant.id, digest: artifactDigest },
    data: { digest: other },
  })
  const start = startRun(tenant.engineer, { runnerId, origin: 'manual' })
  await expect(start).rejects.toMatchObject({ code: 'policy_denied', message: expect.stringContaining('signature') })
})

test('a schedule starts one run a tick, however many workers look, and sets its next time in its zone', async () => {
  const { runnerId, environment } = await activeRunner(tenant)
  const id = newId('trigger')
  const nextAt = new Date('2027-03-28T00:30:00Z')
  await unsafeDb.trigger.create({
    data: {
      tenantId: tenant.id,
      id,
      runnerId,
      environmentId: environment.id,
      kind: 'schedule',
      cron: '30 * * * *',
      timezone: 'Europe/Madrid',
      nextAt,
    },
  })
  const clock = fixedClock(new Date('2027-03-28T00:30:05Z'))
  const ticks = await Promise.all([tickSchedules(clock), tickSchedules(clock), tickSchedules(clock)])
  expect(ticks.reduce((sum, one) => sum + one, 0)).toBe(1)
  const { runs } = await listRuns(tenant.engineer, { runnerId })
  expect(runs).toMatchObject([{ origin: 'schedule', token: `schedule:${id}:2027-03-28T00:30:00.000Z` }])
  const trigger = await unsafeDb.trigger.findFirstOrThrow({ where: { id } })
  // The clock there jumps from 2 to 3; half past two does not exist that day.
  expect(trigger.nextAt?.toISOString()).toBe('2027-03-28T01:30:00.000Z')
  clock.set(new Date('2027-03-28T09:00:00Z'))
  expect(await tickSchedules(clock)).toBe(1)
  expect((await unsafeDb.trigger.findFirstOrThrow({ where: { id } })).nextAt?.toISOString()).toBe(
    '2027-03-28T09:30:00.000Z',
  )
})

test('another tenant sees, starts and cancels nothing here', async () => {
  const { runnerId } = await activeRunner(tenant)
  const { id, token } = await startRun(tenant.engineer, { runnerId, origin: 'manual' })
  const foreign = { code: 'not_found' }
  await expect(getRun(other.engineer, id)).rejects.toMatchObject(foreign)
  expect((await listRuns(other.engineer, { runnerId, token })).runs).toEqual([])
  await expect(readRunLog(other.engineer, id)).rejects.toMatchObject(foreign)
  await expect(cancelRun(other.engineer, id)).rejects.toMatchObject(foreign)
  await expect(startRun(other.engineer, { runnerId, origin: 'manual' })).rejects.toMatchObject(foreign)
  expect((await listRuns(other.engineer)).runs).toEqual([])
  await expect(startRun(tenant.auditor, { runnerId, origin: 'manual' })).rejects.toMatchObject({ code: 'forbidden' })
})

test('the list pages by id without losing or repeating a run', async () => {
  const { runnerId } = await activeRunner(tenant)
  const made: string[] = []
  for (let at = 0; at < 5; at++) made.push((await startRun(tenant.engineer, { runnerId, origin: 'api' })).id)
  const first = await listRuns(tenant.engineer, { runnerId, limit: 3 })
  const second = await listRuns(tenant.engineer, { runnerId, limit: 3, cursor: first.next })
  expect([...first.runs, ...second.runs].map((run) => run.id)).toEqual(made.reverse())
  expect(second.next).toBeUndefined()
})

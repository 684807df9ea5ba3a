import { expect, test } from 'vitest'
import { systemActor } from '../auth/actor.ts'
import { unsafeDb } from '../db/client.ts'
import { makeTenant } from '../db/testing/world.ts'
import { startRun } from '../runs/start-run.ts'
import { activeRunner } from '../runs/testing/active-runner.ts'
import { executeRun } from '../runs/testing/execute-run.ts'
import { putSecret } from '../secrets/put-secret.ts'
import { within } from './context.ts'
import { readTrace } from './read-trace.ts'
import { rootSpanOf } from './run-trace.ts'
import { codeSpanOf } from './spans.ts'
import { parseTraceparent } from './trace-context.ts'

const source = `export const handler = async (event, context) => {
  console.log('the key is ' + process.env.API_KEY)
  if (event.fail) throw new Error('refused with ' + process.env.API_KEY)
  return { traceparent: context.clientContext.custom.traceparent, amazon: process.env._X_AMZN_TRACE_ID }
}`
const caller = { traceId: '4bf92f3577b34da6a3ce929d0e0e4736', spanId: '00f067aa0ba902b7' }

async function world() {
  const tenant = await makeTenant()
  await putSecret(tenant.engineer, { path: 'orders/key', value: 'an-api-key-of-ours' })
  const { runnerId } = await activeRunner(tenant, source, { secrets: { API_KEY: 'orders/key' } })
  const run = async (input: object, token: string) => {
    const request = { runnerId, input, token, origin: 'api' as const }
    const { id } = await within(caller, () => startRun(systemActor(tenant, 'worker'), request))
    await executeRun(tenant.id, id)
    return unsafeDb.run.findFirstOrThrow({ where: { id }, include: { attempts: true } })
  }
  return { tenant, runnerId, run }
}

test('a run goes on with its caller’s trace, tells the code where it stands in it, and notes its parts', async () => {
  const { tenant, run } = await world()
  const done = await run({}, 'orders:1')
  expect(done).toMatchObject({ status: 'succeeded', traceId: caller.traceId, parentSpanId: caller.spanId })
  const [attempt] = done.attempts
  const code = codeSpanOf(String(attempt?.spanId))
  const told = done.result as { traceparent: string; amazon: string }
  expect(parseTraceparent(told.traceparent)).toEqual({ traceId: caller.traceId, spanId: code })
  expect(told.amazon).toBe(`Root=1-4bf92f35-77b34da6a3ce929d0e0e4736;Parent=${code};Sampled=1`)
  const { spans } = await readTrace(tenant.engineer, done.id)
  expect(spans.map(({ name, depth }) => [depth, name])).toEqual([
    [0, 'run'],
    [1, 'waits for a place'],
    [1, 'attempt 1'],
    [2, 'gate and claim'],
    [2, 'secrets'],
    [2, 'start of its process'],
    [2, 'function'],
    [2, 'commit of its output'],
    [2, 'end of its log'],
  ])
  expect(spans[0]).toMatchObject({ id: rootSpanOf(done.id), parent: caller.spanId })
  expect(spans.find(({ name }) => name === 'function')?.id).toBe(code)
  // Each part lies within its whole.
  for (const { at, ms, depth } of spans.filter(({ depth }) => depth === 2)) {
    const whole = spans.find(({ name }) => name === 'attempt 1')
    expect(at, String(depth)).toBeGreaterThanOrEqual(whole?.at ?? 0)
    expect(at + ms).toBeLessThanOrEqual((whole?.at ?? 0) + (whole?.ms ?? 0) + 5)
  }
  const other = await makeTenant()
  await expect(readTrace(other.engineer, done.id)).rejects.toMatchObject({ code: 'not_found' })
})

test('neither the log, the reason, the evidence nor the trace of a failed run holds its secret', async () => {
  const { tenant, run } = await world()
  const failed = await run({ fail: true }, 'orders:2')
  expect(failed.attempts[0]).toMatchObject({
    status: 'failed',
    reason: expect.stringContaining('refused with [redacted]'),
  })
  const chunks = await unsafeDb.logChunk.findMany({ where: { tenantId: tenant.id, subjectId: failed.id } })
  const log = chunks.map(({ text }) => text).join('\n')
  expect(log).toContain('the key is [redacted]')
  expect(chunks.every(({ logClass }) => logClass === 'serverless')).toBe(true)
  const evidence = await unsafeDb.evidence.findMany({ where: { tenantId: tenant.id, runId: failed.id } })
  const payloads = evidence.map(({ payload, sentence }) => Buffer.from(payload).toString() + sentence).join('\n')
  for (const kept of [log, payloads, JSON.stringify(failed, (_, v) => (typeof v === 'bigint' ? String(v) : v))])
    expect(kept).not.toContain('an-api-key-of-ours')
  expect(payloads.length).toBeGreaterThan(100)
})

test('runs are counted where they end, whichever way they go', async () => {
  const { tenant, run } = await world()
  await run({}, 'a')
  await run({}, 'b')
  const rows = await unsafeDb.runFigure.findMany({ where: { tenantId: tenant.id } })
  expect(rows.map(({ status, runs }) => [status, runs])).toEqual([['succeeded', 2n]])
  expect(rows[0]?.durationBuckets.reduce((sum, one) => sum + one)).toBe(2n)
})

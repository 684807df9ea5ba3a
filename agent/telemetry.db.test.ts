import { expect, test } from 'vitest'
import { unsafeDb } from '#lib/db/client.ts'
import { startRun } from '#lib/runs/start-run.ts'
import { putSecret } from '#lib/secrets/put-secret.ts'
import { readTrace } from '#lib/telemetry/read-trace.ts'
import { codeSpanOf } from '#lib/telemetry/spans.ts'
import { parseTraceparent } from '#lib/telemetry/trace-context.ts'
import { agentWorld, ended, execAgent, logOf } from './testing/agent-world.ts'
import { dedicatedRunner } from './testing/invited-runner.ts'

const world = agentWorld()

test('a run that an agent carries out stands in its trace, notes its parts, and shows no secret', async () => {
  const { engineer } = world.tenant
  await putSecret(engineer, { path: 'orders/key', value: 'an-api-key-of-ours' })
  const runner = await dedicatedRunner(world.tenant, { secrets: { API_KEY: 'orders/key' } })
  // Without a newline for more than a line may hold, so that the secret lies across what is cut.
  const script = `echo "the key is $API_KEY" >&2; head -c 16380 /dev/zero | tr '\\0' z >&2; printf "$API_KEY" >&2
    head -c 9000 /dev/zero | tr '\\0' y >&2; echo >&2; echo "\\"$TRACEPARENT\\""`
  await execAgent(world, runner, script)
  const { id } = await startRun(engineer, { runnerId: runner.spec.runnerId, input: {}, origin: 'manual' })
  const run = await ended(world, id)
  expect(run.status).toBe('succeeded')
  const { spanId } = await unsafeDb.runAttempt.findFirstOrThrow({ where: { runId: id } })
  expect(parseTraceparent(String(run.result))).toEqual({ traceId: run.traceId, spanId: codeSpanOf(String(spanId)) })
  const { spans } = await readTrace(engineer, id)
  expect(spans.map(({ name, depth }) => [depth, name])).toEqual([
    [0, 'run'],
    [1, 'waits for a place'],
    [1, 'attempt 1'],
    [2, 'waits on the agent'],
    [2, 'verification of its artifact'],
    [2, 'function'],
  ])
  const log = await logOf(world, id)
  expect(log).toContain('the key is [redacted]')
  expect(log).not.toContain('an-api')
  // What goes beyond a line may be cut off, or follow as the next: as the process' words happened to arrive.
  expect(log.length).toBeGreaterThan(16_000)
  const [chunk] = await unsafeDb.logChunk.findMany({ where: { subjectId: id } })
  expect(chunk?.logClass).toBe('dedicated_compute')
})

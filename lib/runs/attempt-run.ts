import type { Actor } from '../auth/actor.ts'
import type { Run, Runner } from '../db/generated/client.ts'
import { BareCountError } from '../errors.ts'
import { openLog } from '../live/log-writer.ts'
import type { RunnerSpec } from '../provisioning/target.ts'
import { targetFor } from '../provisioning/targets/targets.ts'
import { fetchSecrets } from '../secrets/fetch-secret.ts'
import { within } from '../telemetry/context.ts'
import { SpanRecorder } from '../telemetry/spans.ts'
import type { Outcome } from './end-of.ts'
import { openProgress } from './progress-writer.ts'

export type Attempt = { run: Run; runner: Runner; spec: RunnerSpec; target: 'local' | 'aws'; spanId: string }

/**
 * Carries out one attempt at an invoked run, as the worker that has claimed it. Returns how it turned out and never
 * throws: what the platform could not do is an outcome, too. Aborting `signal` ends its process.
 */
export async function attemptRun(
  actor: Actor,
  attempt: Attempt,
  { signal, spans }: { signal: AbortSignal; spans: SpanRecorder },
): Promise<Outcome> {
  const { run } = attempt
  const log = openRunLog(run)
  const progress = openProgress(run)
  try {
    const outcome = await within(contextOf(attempt), () => invoke(actor, attempt, { signal, log, progress, spans }))
    await spans.measure('end of its log', () => Promise.all([log.close(), progress.close()]))
    return outcome
  } catch (error) {
    if (signal.aborted) return { cancelled: 'Cancelled while it ran; its process was ended.' }
    return { cause: 'platform', reason: `The platform could not run it: ${messageOf(error)}` }
  }
}

/** Notes what comes of an attempt; until now it was being claimed. */
export function beginSpans({ run, spanId }: Attempt): SpanRecorder {
  const spans = new SpanRecorder(spanId, run.startedAt ?? new Date())
  spans.add('gate and claim', 0, spans.now())
  return spans
}

type Around = { signal: AbortSignal; log: RunLog; progress: ReturnType<typeof openProgress>; spans: SpanRecorder }

async function invoke(
  actor: Actor,
  { run, spec, target, spanId }: Attempt,
  { signal, log, progress, spans }: Around,
): Promise<Outcome> {
  try {
    const named = Object.keys(spec.secrets).length > 0
    const fetch = () => fetchSecrets(actor, spec.secrets)
    const secrets = named ? await spans.measure('secrets', fetch) : {}
    const { id: runId, token, attempt, traceId } = run
    const invocation = { runId, token, attempt, traceId, spanId, secrets, input: JSON.stringify(run.input ?? null) }
    const options = { signal, onLog: log.line, onProgress: progress.tell, onPart: spans.part }
    return { measured: await targetFor(target).invoke(spec, invocation, options) }
  } catch (error) {
    if (signal.aborted || !(error instanceof BareCountError)) throw error
    log.line(error.message, 'platform')
    if (error.code === 'throttled') return { cause: 'throttled', reason: error.message }
    // A secret that is not there is the manifest's fault; lost bytes and keys are the platform's.
    return { cause: error.code === 'not_found' ? 'init_error' : 'platform', reason: error.message }
  }
}

const contextOf = ({ run, spanId }: Attempt) => ({
  ...{ traceId: run.traceId, spanId, runId: run.id, runToken: run.token },
  ...(run.correlationId ? { correlationId: run.correlationId } : {}),
})

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error))

type RunLog = { line(text: string, channel: 'function' | 'platform'): void; close(): Promise<void> }

function openRunLog(run: Run): RunLog {
  const target = { tenantId: run.tenantId, subjectId: run.id, attempt: run.attempt }
  const writers = {
    function: openLog({ ...target, channel: 'function' }),
    platform: openLog({ ...target, channel: 'platform' }),
  }
  return {
    line: (text, channel) => writers[channel].line(text),
    async close() {
      // The platform's last words come after the function's.
      await writers.function.close()
      await writers.platform.close()
    },
  }
}

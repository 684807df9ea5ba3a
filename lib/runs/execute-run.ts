import { isPulled } from '../agents/is-pulled.ts'
import { type Actor, systemActor } from '../auth/actor.ts'
import { db, transaction, unsafeDb } from '../db/client.ts'
import type { Run, Runner } from '../db/generated/client.ts'
import { BareCountError } from '../errors.ts'
import { lapseOf } from '../exceptions/may-begin.ts'
import { changesOf } from '../live/changes.ts'
import { openLog } from '../live/log-writer.ts'
import type { RunnerSpec } from '../provisioning/target.ts'
import { targetFor } from '../provisioning/targets/targets.ts'
import { fetchSecrets } from '../secrets/fetch-secret.ts'
import { openProgress, type ProgressWriter } from './progress-writer.ts'
import { MAX_ATTEMPTS, type Outcome, settleRun } from './settle-run.ts'
import { claimRun } from './transitions.ts'

/**
 * Carries out a run, as the worker. Called again after a crash it takes the run over; the token's effect is committed
 * once, however often it is called. Returns quietly when the run has ended. Throws only what is worth another try.
 */
export async function executeRun(tenantId: string, runId: string): Promise<void> {
  const facts = await loadFacts(tenantId, runId)
  if (!facts) return
  const { actor, runner, environment } = facts
  // Queued before the runner became one whose runs agents pull.
  if (isPulled(runner.spec as RunnerSpec)) return
  const ref = { tenantId, id: runId }
  const attempt = await transaction((tx) => claimRun(tx, ref, runner.artifactDigest))
  if (attempt === undefined) return
  const run = { ...facts.run, attempt, artifactDigest: runner.artifactDigest }
  const log = openRunLog(run)
  const progress = openProgress(run)
  const outcome = await attemptRun(actor, run, runner, environment.target, { log, progress }).catch(
    (error: unknown) => {
      if (attempt < MAX_ATTEMPTS) throw error
      return { cause: 'platform' as const, reason: `The platform could not run it: ${messageOf(error)}` }
    },
  )
  await Promise.all([log.close(), progress.close()])
  await transaction((tx) => settleRun(tx, actor, run, runner, { spec: runner.spec as RunnerSpec, outcome }))
}

async function attemptRun(
  actor: Actor,
  run: Run,
  runner: Runner,
  target: 'local' | 'aws',
  { log, progress }: { log: RunLog; progress: ProgressWriter },
): Promise<Outcome> {
  const cancel = watchForCancel(run)
  try {
    if (runner.status !== 'active') return { cause: 'platform', reason: `${runner.name} took no work any more.` }
    const lapse = await lapseOf(runner, new Date())
    if (lapse) return { cause: 'denied', reason: lapse }
    const spec = runner.spec as RunnerSpec
    const secrets = await fetchSecrets(actor, spec.secrets)
    const { id: runId, token, attempt, traceId } = run
    const invocation = { runId, token, attempt, traceId, secrets, input: JSON.stringify(run.input ?? null) }
    const measured = await targetFor(target).invoke(spec, invocation, {
      signal: cancel.signal,
      onLog: log.line,
      onProgress: progress.tell,
    })
    return { measured }
  } catch (error) {
    if (cancel.signal.aborted) return { cancelled: 'Cancelled while it ran; its process was ended.' }
    if (!(error instanceof BareCountError)) throw error
    log.line(error.message, 'platform')
    if (error.code === 'throttled') return { cause: 'throttled', reason: error.message }
    // A secret that is not there is the manifest's fault; lost bytes and keys are the platform's.
    return { cause: error.code === 'not_found' ? 'init_error' : 'platform', reason: error.message }
  } finally {
    cancel.stop()
  }
}

async function loadFacts(tenantId: string, runId: string) {
  const row = await db.run.findFirst({
    where: { tenantId, id: runId },
    include: { runner: { include: { environment: true } } },
  })
  // The worker acts for whichever tenant the row belongs to.
  const tenant = row && (await unsafeDb.tenant.findUnique({ where: { id: tenantId } }))
  if (!row || !tenant) return undefined
  const { runner: found, ...run } = row
  const { environment, ...runner } = found
  return { actor: systemActor(tenant, 'worker'), run, runner, environment }
}

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

/** Aborts when somebody asks for the run to be cancelled, or another attempt has taken it. */
function watchForCancel({ tenantId, id, attempt }: Run): { signal: AbortSignal; stop(): void } {
  const cancel = new AbortController()
  const stopped = new AbortController()
  const watch = async () => {
    for await (const _ of changesOf(id, stopped.signal)) {
      const row = await db.run.findFirst({
        where: { tenantId, id },
        select: { status: true, attempt: true, cancelRequestedAt: true },
      })
      const mine = row?.status === 'running' && row.attempt === attempt
      if (!mine || row.cancelRequestedAt) cancel.abort(new Error('cancelled'))
    }
  }
  // The database away for a moment: the next change tells.
  watch().catch(() => undefined)
  return { signal: cancel.signal, stop: () => stopped.abort() }
}

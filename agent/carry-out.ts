import type { FinishedBody } from '#lib/agents/schema.ts'
import type { AgentState } from './agent-state.ts'
import { type AttemptResult, type Executor, GiveBack } from './executor.ts'
import type { Held } from './held-runs.ts'
import { Unreachable } from './portal.ts'
import { RunLog } from './run-log.ts'
import { say } from './say.ts'
import { refusalOfArtifact } from './verify-artifact.ts'

const EMPTY = `sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855`
const nothing = { coldStart: false, initMs: 0, durationMs: 0, maxMemoryMib: 0, isolation: {}, logDigest: EMPTY }

/** Carries one run out and tells the spool how it ended; what nobody wants any more is dropped, what others may do given back. */
export async function carryOut(state: AgentState, executor: Executor, held: Held): Promise<void> {
  const { runs, spool, work } = state
  const { run, spans } = held
  spans.add('waits on the agent', 0, spans.now())
  const log = new RunLog(spool, run)
  const result = await attempt(state, executor, held, log).catch((error: Error) => error)
  const because = held.because ?? (isNobodysFault(result) ? 'hand_back' : undefined)
  if (because === 'lost' || because === 'hand_back') {
    if (result instanceof Error && isFullDisk(result)) sayNoRoom(state, log, result)
    log.discard()
    work.remove(run)
    say(`run ${run.id}: ${because === 'lost' ? 'another attempt holds it; dropped' : 'given back'}`)
    return because === 'lost' ? runs.drop(held) : runs.giveBack(held)
  }
  const ended = because === 'cancel' ? { ...nothing, outcome: 'cancelled' as const } : settled(result)
  const body = { ...(await withOutput(state, held, ended)), ...(run.spanId ? { spans: spans.kept() } : {}) }
  log.flush()
  runs.told(held, spool.append('run.finished', body))
}

async function attempt(
  { identity, config, work }: AgentState,
  executor: Executor,
  { run, abort, spans }: Held,
  log: RunLog,
): Promise<AttemptResult> {
  const output = work.make(run)
  const judge = () => refusalOfArtifact(run, { digest: config.digest, trustedKeys: identity.trustedKeys })
  const verifying = spans.now()
  let refusal = judge()
  // Perhaps the installation signs with a new key by now, and one that is trusted here vouches for it.
  if (refusal) refusal = await identity.renew().then(judge, () => refusal)
  spans.add('verification of its artifact', verifying, spans.now() - verifying)
  refusal ??= refusalByTime(run, new Date())
  if (refusal) {
    log.line(refusal, 'platform')
    return { ...nothing, outcome: 'failed', cause: 'denied', reason: refusal }
  }
  return executor.run({ run, output, signal: abort.signal, onLog: log.line, onPart: spans.part })
}

/** Why a run that waited here may not begin any more. By this host's clock, since nobody else is asked again. */
function refusalByTime({ beginBefore }: Held['run'], now: Date): string | undefined {
  if (beginBefore === undefined || now < new Date(beginBefore)) return undefined
  return 'An exception that the runner relies on ended before the run began.'
}

/** In the log of the run; and the spool, which cannot write it, then keeps the agent from beginning more. */
function sayNoRoom({ spool }: AgentState, log: RunLog, error: Error): void {
  log.line(`This host has no room for it: ${error.message}`, 'platform')
  log.flush()
  spool.flush()
}

const isNobodysFault = (result: AttemptResult | Error) =>
  result instanceof GiveBack || result instanceof Unreachable || (result instanceof Error && isFullDisk(result))

/** This host has no room to carry it out; another, or this one later, has. */
const isFullDisk = (error: Error) => ['ENOSPC', 'EDQUOT'].includes((error as NodeJS.ErrnoException).code ?? '')

/** An executor that failed by itself has failed the run, too: why is said. */
function settled(result: AttemptResult | Error): AttemptResult {
  if (!(result instanceof Error)) return result
  return { ...nothing, outcome: 'failed', cause: 'init_error', reason: result.message }
}

async function withOutput({ work }: AgentState, { run }: Held, result: AttemptResult): Promise<FinishedBody> {
  const ref = { runId: run.id, attempt: run.attempt }
  const told = { ...result, ...(result.reason ? { reason: sayable(result.reason) } : {}) }
  if (result.result !== undefined) told.result = result.result.toWellFormed()
  if (result.outcome !== 'succeeded') {
    work.remove(run)
    return { ...told, ...ref, output: [] }
  }
  try {
    return { ...told, ...ref, output: await work.list(run) }
  } catch (error) {
    const { result: _, ...rest } = told
    const reason = sayable((error as Error).message)
    return { ...rest, ...ref, outcome: 'failed', cause: 'user_error', reason, output: [] }
  }
}

/** As much as the portal takes; the cut may go through a pair of surrogates. */
const sayable = (reason: string) => reason.slice(0, 4000).toWellFormed()

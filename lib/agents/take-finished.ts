import type { Tx } from '../db/client.ts'
import { BareCountError } from '../errors.ts'
import type { IsolationReport } from '../provisioning/isolation.ts'
import type { InvocationCause, InvocationResult } from '../provisioning/target.ts'
import { commitEffect } from '../provisioning/targets/local/run-output.ts'
import { writeMetric } from '../provisioning/targets/local/write-metric.ts'
import type { Outcome } from '../runs/end-of.ts'
import { resumeToEnd } from '../runs/resume-lost.ts'
import { type Settlement, settleRuns } from '../runs/settle-runs.ts'
import { faultOfAnswer } from '../runs/storable-json.ts'
import type { AgentActor } from './agent-actor.ts'
import { type HeldRun, heldRun } from './held-run.ts'
import { checkedStaging, dropStaging, type Staged } from './output-staging.ts'
import type { FinishedBody } from './schema.ts'
import { wholeReport } from './whole-report.ts'

/** Of one run: what a run's input may have, too. */
const MAX_RESULT_BYTES = 6 * 1024 * 1024

const invoked = new Set<string>([
  'user_error',
  'init_error',
  'timeout',
  'out_of_memory',
  'exited',
] satisfies InvocationCause[])

/** What ends a run, made ready; nothing to settle: the run was not the agent's any more. */
export type Finish = { runId: string; attempt: number; settlement?: Settlement }

/**
 * Makes ready what ends a run as an agent says it did: its output is committed, once for its token.
 * Throws `conflict` when files are missing that the agent signed for.
 */
export async function prepareFinish(agent: AgentActor, body: FinishedBody, outputLost: boolean): Promise<Finish> {
  const { runId, attempt } = body
  const held = await heldRun(agent, runId, attempt)
  const staged = { agentId: agent.id, runId, attempt }
  if (!held) {
    dropStaging(staged)
    return { runId, attempt }
  }
  const { run, runner, spec } = held
  const outcome = await outcomeOf(held, body, staged, outputLost)
  if ('measured' in outcome && run.origin !== 'smoke_test') writeMetric(spec, runId, outcome.measured)
  return { runId, attempt, settlement: { run, runner, spec, outcome, spans: body.spans } }
}

/** Ends runs of an agent in the caller's transaction. Returns those that were not the agent's any more: nothing changed. */
export async function finishRuns(tx: Tx, agent: AgentActor, ends: readonly Finish[]): Promise<string[]> {
  const settlements = ends.flatMap(({ settlement }) => settlement ?? [])
  for (const { run, runner } of settlements) {
    const lease = { agentId: agent.id, until: new Date() }
    if (run.status === 'queued') await resumeToEnd(tx, agent.acting, { run, runner }, lease)
  }
  const settled = new Set(await settleRuns(tx, agent.acting, settlements))
  return ends.map(({ runId }) => runId).filter((id) => !settled.has(id))
}

/** What the agent measured, with its output committed. What an agent says is checked like what a function says. */
async function outcomeOf(
  { run, spec, walls }: HeldRun,
  body: FinishedBody,
  of: Staged,
  outputLost: boolean,
): Promise<Outcome> {
  const { cause, reason } = body
  if (body.outcome !== 'succeeded') dropStaging(of)
  if (body.outcome === 'cancelled') {
    if (run.cancelRequestedAt) return { cancelled: 'Cancelled while it ran; its process was ended.' }
    return { cause: 'exited', reason: 'The agent ended it without having been asked to.' }
  }
  const { coldStart, initMs, durationMs, maxMemoryMib, logDigest, metrics, result } = body
  // What was seen from outside counts before what the agent says of itself.
  const isolation = wholeReport({ ...(body.isolation as Partial<IsolationReport>), ...walls })
  const measures = {
    coldStart,
    initMs,
    durationMs,
    maxMemoryMib,
    logDigest,
    isolation,
    ...(metrics ? { metrics } : {}),
  }
  const failed = (why: Pick<InvocationResult, 'cause' | 'reason'>): Outcome => ({
    measured: { ...measures, ...why, outcome: 'failed', outputFiles: [], replayed: false },
  })
  if (body.outcome === 'failed') {
    // Postgres text holds no NUL.
    const said = reason?.replaceAll('\u0000', '\u2400') ?? 'The agent gave no reason.'
    if (cause && !invoked.has(cause)) return { cause, reason: said }
    return failed({ cause: (cause as InvocationCause | undefined) ?? 'exited', reason: said })
  }
  const fault = outputLost ? 'The agent lost the output of the run before it could upload it.' : answerFault(result)
  if (fault) return failed({ cause: 'user_error', reason: fault })
  const staged = await checkedStaging(of, body.output)
  try {
    const effect = { ...measures, ...(result === undefined ? {} : { result }) }
    const committed = await commitEffect(spec, run.token, staged, effect)
    return { measured: { ...committed.effect, outcome: 'succeeded', replayed: committed.replayed } }
  } catch (error) {
    if (!(error instanceof BareCountError)) throw error
    return failed({ cause: 'user_error', reason: error.message })
  } finally {
    dropStaging(of)
  }
}

function answerFault(result = 'null'): string | undefined {
  if (Buffer.byteLength(result) > MAX_RESULT_BYTES) return 'It answered with more than 6 MiB.'
  return faultOfAnswer('It', result)
}

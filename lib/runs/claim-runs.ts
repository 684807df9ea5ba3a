import type { Actor } from '../auth/actor.ts'
import { activePriceBook } from '../cost/active-price-book.ts'
import type { Tx } from '../db/client.ts'
import type { Run, Runner } from '../db/generated/client.ts'
import type { RunnerSpec } from '../provisioning/target.ts'
import { admit, type Load, noPlace } from './admission.ts'
import { askOfRun } from './ask-of-run.ts'
import { type Begun, beginAttempts, type ToBegin } from './begin-attempts.ts'
import { denyRuns } from './deny-runs.ts'
import { gateRun } from './gate-run.ts'
import { lockPlatform } from './read-load.ts'
import { settleCommitted } from './settle-committed.ts'
import type { Holder } from './transitions.ts'

/** A run that waits, with what it is to be run as. */
export type Waiting = { run: Run; spec: RunnerSpec }

export type Claim = {
  runner: Runner
  /** In the order they are to begin. */
  waiting: readonly Waiting[]
  holder: Holder
  /** The digest whose signature has just been verified; undefined when it did not verify. */
  verified: string | undefined
}

/** A run that its gate and its tenant's limits let begin, with what it asks for at most. */
export type Admitted = Required<ToBegin>

/**
 * Which runs of one runner may begin: the gate is asked, once for all of them since all of them are judged alike, and
 * each takes its place in `load`, the tenant's, locked in this transaction. What the gate denies ends here; what there
 * is no room for stays queued.
 */
export async function admitRuns(tx: Tx, actor: Actor, load: Load, claim: Claim): Promise<Admitted[]> {
  const { runner, waiting, verified } = claim
  const [first] = waiting
  // Not worth asking the gate otherwise.
  if (!first || noPlace(load, placeOf(runner))) return []
  const gate = await gateRun(tx, actor, { id: first.run.id, runner, verified, begins: true })
  if (gate.refusal) {
    const done = await settleCommitted(tx, actor, claim)
    const runs = waiting.map(({ run }) => run).filter(({ id }) => !done.has(id))
    await denyRuns(tx, actor, runner, runs, { ...gate, refusal: gate.refusal })
    return []
  }
  const decision = { decisionId: gate.decisionId, policyVersion: gate.policyVersion }
  const book = (await activePriceBook(tx))?.book
  return waiting.flatMap(({ run, spec }) => {
    const asks = askOfRun(spec, book)
    if (!admit(load, { ...placeOf(runner), asks }).starts) return []
    return [{ run, spec, runner, asks, decision }]
  })
}

/**
 * Lets admitted runs of a tenant begin, the oldest first, as many as there are places over all tenants: time and money
 * are set aside and the rows are claimed. The rest stays queued.
 */
export async function claimAdmitted(
  tx: Tx,
  actor: Actor,
  load: Load,
  { admitted, holder }: { admitted: readonly Admitted[]; holder: Holder },
): Promise<Begun[]> {
  if (!admitted.length) return []
  const places = await lockPlatform(tx, load)
  const first = admitted.toSorted((a, b) => (a.run.id < b.run.id ? -1 : 1)).slice(0, Math.max(0, places))
  return beginAttempts(tx, actor, first, holder)
}

const placeOf = ({ id, runnerClass, environmentId }: Runner) => ({ runnerId: id, runnerClass, environmentId })

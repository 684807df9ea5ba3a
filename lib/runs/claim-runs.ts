import type { Actor } from '../auth/actor.ts'
import { activePriceBook } from '../cost/active-price-book.ts'
import type { Tx } from '../db/client.ts'
import type { Run, Runner } from '../db/generated/client.ts'
import type { RunnerSpec } from '../provisioning/target.ts'
import { monthOf } from '../usage/months.ts'
import { admit, type Load } from './admission.ts'
import { askOfRun } from './ask-of-run.ts'
import { moveUsage } from './book-use.ts'
import { denyRuns } from './deny-runs.ts'
import { gateRun } from './gate-run.ts'
import { settleCommitted } from './settle-committed.ts'
import { claimAll, type Holder } from './transitions.ts'

/** A run that waits, with what it is to be run as. */
export type Waiting = { run: Run; spec: RunnerSpec }

/** The same, held by somebody as its newest attempt. */
export type Held = { run: Run; spec: RunnerSpec; spanId: string; startedAt: Date }

export type Claim = {
  runner: Runner
  /** In the order they are to begin. */
  waiting: readonly Waiting[]
  holder: Holder
  /** The digest whose signature has just been verified; undefined when it did not verify. */
  verified: string | undefined
}

/**
 * Lets runs of one runner begin, as many as there is room for: the gate is asked, once for all of them since all of them
 * are judged alike; time and money are set aside; the rows are claimed. `load` is the tenant's, locked in this
 * transaction. What the gate denies ends here; what there is no room for stays queued.
 */
export async function claimRuns(tx: Tx, actor: Actor, load: Load, claim: Claim): Promise<Held[]> {
  const { runner, waiting, holder, verified } = claim
  const [first] = waiting
  if (!first || !hasRoom(load, runner)) return []
  const gate = await gateRun(tx, actor, { id: first.run.id, runner, verified, begins: true })
  if (gate.refusal) {
    const done = await settleCommitted(tx, actor, claim)
    const runs = waiting.map(({ run }) => run).filter(({ id }) => !done.has(id))
    await denyRuns(tx, actor, runner, runs, { ...gate, refusal: gate.refusal })
    return []
  }
  const book = (await activePriceBook(tx))?.book
  const admitted = waiting.flatMap(({ run, spec }) => {
    const asks = askOfRun(spec, book)
    return admit(load, { ...placeOf(runner), asks }).starts ? [{ run, spec, asks }] : []
  })
  if (!admitted.length) return []
  const { tenantId } = actor
  const month = monthOf(new Date())
  const wanted = admitted.map(({ run, spec, asks }) => ({ id: run.id, artifactDigest: spec.artifactDigest, asks }))
  const claimed = await claimAll(tx, tenantId, wanted, { holder, decisionId: gate.decisionId, month })
  const byId = new Map(claimed.map((one) => [one.id, one]))
  const held = admitted.flatMap(({ run, spec, asks }) => {
    const mine = byId.get(run.id)
    if (!mine) return []
    const { attempt, spanId, startedAt } = mine
    const { decisionId } = gate
    const now = { attempt, startedAt, decisionId, status: 'running' as const, artifactDigest: spec.artifactDigest }
    return [{ run: { ...run, ...now, ...heldBy(holder) }, spec, spanId, startedAt, asks }]
  })
  const { runnerClass, environmentId } = runner
  await moveUsage(
    tx,
    held.map(({ asks }) => ({ tenantId, month, runnerClass, environmentId, reserved: asks })),
  )
  return held
}

const placeOf = ({ id, runnerClass, environmentId }: Runner) => ({ runnerId: id, runnerClass, environmentId })

/** Whether anything of it might begin: not worth asking the gate otherwise. */
function hasRoom(load: Load, runner: Runner): boolean {
  return admit(structuredClone(load), { ...placeOf(runner), asks: { ms: 0, micros: 0 } }).starts
}

const heldBy = (holder: Holder) =>
  'workerId' in holder
    ? { workerId: holder.workerId }
    : { workerId: null, leaseAgentId: holder.agentId, leaseUntil: holder.until }

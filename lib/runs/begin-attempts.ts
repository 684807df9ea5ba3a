import type { Actor } from '../auth/actor.ts'
import type { Tx } from '../db/client.ts'
import type { Run, Runner } from '../db/generated/client.ts'
import { appendEvidences } from '../evidence/append-evidence.ts'
import type { RunnerSpec } from '../provisioning/target.ts'
import { monthOf } from '../usage/months.ts'
import { aboutRun } from './about-run.ts'
import type { Use } from './ask-of-run.ts'
import { moveUsage } from './book-use.ts'
import { claimAll, type Holder } from './transitions.ts'

/** A queued run that is to be carried out, or found done, by its next attempt. */
export type ToBegin = {
  run: Run
  runner: Runner
  spec: RunnerSpec
  /** Set aside for it until it ends; nothing for what counts nowhere. */
  asks?: Use
  /** The decision that lets it begin; the one it was asked for with, when it is missing. */
  decision?: { decisionId: string; policyVersion: number }
}

/** The run as its newest attempt holds it. */
export type Begun = { run: Run; runner: Runner; spec: RunnerSpec; spanId: string; startedAt: Date }

/**
 * Begins an attempt at each run of a tenant that is still queued: rows, what is set aside, and the evidence that it
 * began. The others are another's. The caller has locked the tenant's load where that matters.
 */
export async function beginAttempts(tx: Tx, actor: Actor, runs: readonly ToBegin[], holder: Holder): Promise<Begun[]> {
  if (!runs.length) return []
  const { tenantId } = actor
  const month = monthOf(new Date())
  const wanted = runs.map(({ run, spec, asks = nothing, decision }) => {
    return { id: run.id, artifactDigest: spec.artifactDigest, asks, decisionId: decision?.decisionId ?? null }
  })
  const claimed = new Map((await claimAll(tx, tenantId, wanted, { holder, month })).map((one) => [one.id, one]))
  const begun = runs.flatMap((one) => {
    const mine = claimed.get(one.run.id)
    if (!mine) return []
    const { attempt, spanId, startedAt } = mine
    const { artifactDigest } = one.spec
    const decisionId = one.decision?.decisionId ?? one.run.decisionId
    const now = { attempt, startedAt, decisionId, artifactDigest, status: 'running' as const, ...heldBy(holder) }
    return [{ ...one, run: { ...one.run, ...now }, spanId, startedAt }]
  })
  const set = begun.filter((one) => one.asks)
  await moveUsage(
    tx,
    set.map(({ runner: { runnerClass, environmentId }, asks }) => {
      return { tenantId, month, runnerClass, environmentId, reserved: asks ?? nothing }
    }),
  )
  await appendEvidences(
    tx,
    begun.map(({ run, runner, decision }) => ({
      kind: 'run.started' as const,
      result: 'info' as const,
      actor,
      ...aboutRun({ run, runner }),
      holder: 'workerId' in holder ? holder.workerId : holder.agentId,
      artifactDigest: run.artifactDigest,
      traceId: run.traceId,
      ...decision,
    })),
  )
  return begun
}

const nothing: Use = { ms: 0, micros: 0 }

const heldBy = (holder: Holder) =>
  'workerId' in holder
    ? { workerId: holder.workerId }
    : { workerId: null, leaseAgentId: holder.agentId, leaseUntil: holder.until }

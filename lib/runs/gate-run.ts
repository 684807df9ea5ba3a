import { verifyArtifactSignature } from '../artifacts/verify-artifact-signature.ts'
import type { Actor } from '../auth/actor.ts'
import { db, type Tx } from '../db/client.ts'
import type { Runner } from '../db/generated/client.ts'
import { type BareCountError, notFound } from '../errors.ts'
import { decidePolicy, refusalOf } from '../policy/decide-policy.ts'

export type RunGate = {
  decisionId: string
  policyVersion: number
  /** Why it may not run; undefined when it may. */
  refusal?: BareCountError
}

/**
 * The digest a runner is about to run, when its signature verifies now; undefined when it does not. Asked before the
 * transaction that starts the run, which would otherwise hold one connection while waiting for another.
 * Throws `not_found`.
 */
export async function verifiedDigest(actor: Actor, runnerId: string): Promise<string | undefined> {
  const where = { tenantId: actor.tenantId, id: runnerId }
  const runner = await db.runner.findFirst({ where, select: { artifactDigest: true } })
  if (!runner) throw notFound('runner')
  return (await verifyArtifactSignature(actor.tenantId, runner.artifactDigest)) ? runner.artifactDigest : undefined
}

/** Brings a run before its gate: when it is asked for, and again when it is to begin. `verified` is what `verifiedDigest` said a moment ago. */
export async function gateRun(
  tx: Tx,
  actor: Actor,
  run: { id: string; runner: Runner; verified: string | undefined; begins: boolean },
): Promise<RunGate> {
  const { id, runner, verified, begins } = run
  const subject = {
    gate: 'run' as const,
    subjectId: id,
    runnerId: runner.id,
    signatureVerified: verified === runner.artifactDigest,
    begins,
  }
  const { manifestId, environmentId } = runner
  const about = { manifestId, environmentId, runnerId: runner.id, runId: id }
  const { decisionId, verdict } = await decidePolicy(tx, actor, subject, about)
  const { policyVersion, allowed } = verdict
  return { decisionId, policyVersion, ...(allowed ? {} : { refusal: refusalOf(verdict) }) }
}

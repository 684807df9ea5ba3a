import type { Actor } from '../auth/actor.ts'
import { transaction } from '../db/client.ts'
import { evaluatePolicy } from '../policy/evaluate-policy.ts'
import { gatherPolicyInputs } from '../policy/gather-policy-inputs.ts'
import { verifiedDigest } from '../runs/gate-run.ts'
import type { GateRefusal } from './rehearsal.ts'

/**
 * Asks the gate of a run about each of these runners as it would be asked now, and keeps nothing: a rehearsal is no
 * decision. The refusals of those that would be denied, by runner.
 */
export async function rehearseGates(actor: Actor, runnerIds: readonly string[]): Promise<Map<string, GateRefusal[]>> {
  const { tenantId } = actor
  const denied = new Map<string, GateRefusal[]>()
  for (const runnerId of runnerIds) {
    const verified = await verifiedDigest(actor, runnerId)
    const verdict = await transaction(async (tx) => {
      const runner = await tx.runner.findFirst({ where: { tenantId, id: runnerId }, select: { artifactDigest: true } })
      const signatureVerified = verified !== undefined && verified === runner?.artifactDigest
      const subject = {
        gate: 'run' as const,
        subjectId: 'rehearsal',
        runnerId,
        signatureVerified,
        begins: true,
        at: new Date(),
      }
      const { policies, request } = await gatherPolicyInputs(tx, tenantId, subject)
      return evaluatePolicy(policies, request)
    })
    if (verdict.allowed) continue
    const blocking = verdict.findings.filter(({ level }) => level !== 'advisory')
    denied.set(
      runnerId,
      blocking.map(({ id, reason, remedy }) => ({ id, reason, remedy })),
    )
  }
  return denied
}

import type { Actor } from '../auth/actor.ts'
import type { CostEstimate } from '../cost/schema.ts'
import type { Tx } from '../db/client.ts'
import { BareCountError } from '../errors.ts'
import { appendEvidence } from '../evidence/append-evidence.ts'
import { newId } from '../ids.ts'
import { count, observe } from '../telemetry/process-metrics.ts'
import { evaluatePolicy } from './evaluate-policy.ts'
import { gatherPolicyInputs, type PolicySubject } from './gather-policy-inputs.ts'
import type { PolicyVerdict } from './schema.ts'

export type PolicyDecided = {
  decisionId: string
  verdict: PolicyVerdict
  /** Of a pre-deploy gate. */
  cost?: CostEstimate
}

/** What a denial is about, for its evidence. */
export type DecisionAbout = {
  manifestId?: string | undefined
  environmentId?: string | undefined
  runnerId?: string | undefined
  deploymentId?: string | undefined
  runId?: string | undefined
}

/**
 * Brings something before a gate: gathers, evaluates, and stores the decision with its inputs, all in the caller's
 * transaction. The one way to decide, whatever asks: form, API, command, worker or run. A denial is returned, not
 * thrown, and is written down as evidence: commit it, then throw `refusalOf(verdict)`.
 */
export async function decidePolicy(
  tx: Tx,
  actor: Actor,
  subject: PolicySubject,
  about: DecisionAbout = {},
): Promise<PolicyDecided> {
  const { tenantId } = actor
  // The instant that is judged, and the one on record: what ends at an instant is never counted at or past it.
  const now = new Date()
  const began = performance.now()
  const { policies, request, cost } = await gatherPolicyInputs(tx, tenantId, { ...subject, at: subject.at ?? now })
  const verdict = evaluatePolicy(policies, request)
  const decisionId = newId('decision')
  const { gate } = subject
  count('barecount_gate_decisions_total', { gate, verdict: verdict.allowed ? 'allowed' : 'denied' })
  observe('barecount_gate_seconds', { gate }, performance.now() - began)
  await tx.policyDecision.create({
    data: {
      tenantId,
      id: decisionId,
      gate,
      subjectId: subject.subjectId,
      inputsDigest: verdict.inputsDigest,
      inputs: request,
      policyVersion: verdict.policyVersion,
      policyVersions: verdict.policyVersions ?? [verdict.policyVersion],
      allowed: verdict.allowed,
      findings: verdict.findings,
      at: now,
    },
  })
  // What people may let pass at the gate that follows is not denied yet.
  if (!verdict.allowed && !(gate === 'pre_deploy' && verdict.overridable)) {
    await appendEvidence(tx, {
      kind: 'policy.denied',
      actor,
      result: 'denied',
      ...about,
      gate,
      subject: request.runner.name,
      findings: verdict.findings.map(({ id, level, reason, remedy }) => ({ id, level, reason, remedy })),
      policyVersion: verdict.policyVersion,
      ...(verdict.policyVersions && { policyVersions: verdict.policyVersions }),
      policyDigest: verdict.policyDigest,
      decisionId,
    })
  }
  return { decisionId, verdict, ...(cost && { cost: cost.estimate }) }
}

/** The refusal a denied verdict stands for: the first reason as its sentence, every blocking finding as a fault. */
export function refusalOf(verdict: PolicyVerdict): BareCountError {
  const blocking = verdict.findings.filter(({ level }) => level !== 'advisory')
  const [first] = blocking
  const more =
    blocking.length > 1
      ? ` There ${blocking.length === 2 ? 'is 1 more reason' : `are ${blocking.length - 1} more reasons`}.`
      : ''
  return new BareCountError('policy_denied', `${first?.reason ?? 'Policy denies this.'}${more}`, {
    faults: blocking.map(({ path = '', reason, remedy }) => ({ path, message: reason, remedy })),
    ...(first && { remedy: first.remedy }),
  })
}

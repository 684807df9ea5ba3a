import type { Actor } from '../auth/actor.ts'
import { authorise } from '../auth/authorise.ts'
import { db, transaction } from '../db/client.ts'
import { notFound } from '../errors.ts'
import { normalisedManifestSchema } from '../manifests/schema.ts'
import { evaluatePolicy } from './evaluate-policy.ts'
import { gatherPolicyInputs, type PolicySubject } from './gather-policy-inputs.ts'
import { withoutMoment } from './recheck-policies.ts'
import { replayDecision } from './replay-decision.ts'
import { type PolicyFinding, type PolicyVerdict, policyFindingSchema, policyRequestSchema } from './schema.ts'

/** A stored decision as it was made. Throws `not_found`. */
export async function getDecision(actor: Actor, id: string) {
  authorise(actor, 'policy:read')
  const row = await db.policyDecision.findFirst({ where: { tenantId: actor.tenantId, id } })
  if (!row) throw notFound('decision')
  const { tenantId: _, policyVersions, ...decision } = row
  return {
    ...decision,
    policyVersions: policyVersions.length > 0 ? policyVersions : [row.policyVersion],
    findings: policyFindingSchema.array().parse(row.findings),
    inputs: policyRequestSchema.parse(row.inputs),
  }
}

export type PastDecision = {
  id: string
  gate: string
  at: Date
  allowed: boolean
  versions: number[]
  findings: PolicyFinding[]
  /** Whether the same inputs and versions give the same answer once more. */
  replays: boolean
}

/** Why a deployment passed, or did not, and what would be said today. */
export type ThenAndNow = {
  then: PastDecision[]
  /** The first gate, asked now with the facts and rules of now; undefined where it cannot be asked. */
  now: (Pick<PolicyVerdict, 'allowed' | 'findings'> & { versions: readonly number[] }) | undefined
}

/** The decisions that a deployment passed its gates by, each replayed, beside what its first gate would say today. */
export async function thenAndNow(actor: Actor, deploymentId: string): Promise<ThenAndNow> {
  authorise(actor, 'policy:read')
  const { tenantId } = actor
  const deployment = await db.deployment.findFirst({
    where: { tenantId, id: deploymentId },
    include: { environment: true, manifestVersion: { select: { normalised: true } } },
  })
  if (!deployment) throw notFound('deployment')
  const rows = await db.policyDecision.findMany({
    where: { tenantId, subjectId: deploymentId },
    orderBy: { id: 'desc' },
    take: 10,
  })
  // Of a gate that was asked more than once, the last answer is the one that counted.
  const last = rows.filter((row, index) => rows.findIndex(({ gate }) => gate === row.gate) === index).reverse()
  const then = await Promise.all(
    last.map(async ({ id, gate, at, allowed, policyVersion, policyVersions, findings }) => ({
      id,
      gate,
      at,
      allowed,
      versions: policyVersions.length > 0 ? policyVersions : [policyVersion],
      findings: policyFindingSchema.array().parse(findings),
      replays: (await replayDecision(actor, id)).same,
    })),
  )
  const now = await askNow(tenantId, {
    gate: 'pre_deploy',
    subjectId: deploymentId,
    declared: normalisedManifestSchema.parse(deployment.manifestVersion.normalised),
    environment: deployment.environment,
    manifestId: deployment.manifestId,
  })
  return { then, now }
}

async function askNow(tenantId: string, subject: PolicySubject): Promise<ThenAndNow['now']> {
  try {
    const { policies, request } = await transaction((tx) => gatherPolicyInputs(tx, tenantId, subject))
    const { allowed, findings } = evaluatePolicy(policies, withoutMoment(request))
    return { allowed, findings, versions: policies?.versions ?? [] }
  } catch {
    // Without prices or sizes there is nothing to ask with; what was said then is shown all the same.
    return undefined
  }
}

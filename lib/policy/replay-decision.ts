import { isDeepStrictEqual } from 'node:util'
import type { Actor } from '../auth/actor.ts'
import { authorise } from '../auth/authorise.ts'
import { db } from '../db/client.ts'
import { notFound } from '../errors.ts'
import { policiesOfDecision } from './effective-policies.ts'
import { evaluatePolicy } from './evaluate-policy.ts'
import { type PolicyVerdict, policyFindingSchema, policyRequestSchema } from './schema.ts'

/**
 * Asks the policies of its time about a stored decision's inputs once more. `same` says whether digest, verdict and
 * every finding come out as stored. Throws `not_found`.
 */
export async function replayDecision(actor: Actor, id: string): Promise<{ same: boolean; verdict: PolicyVerdict }> {
  authorise(actor, 'policy:read')
  const stored = await db.policyDecision.findFirst({ where: { tenantId: actor.tenantId, id } })
  if (!stored) throw notFound('decision')
  const policies = await policiesOfDecision(db, stored)
  const verdict = evaluatePolicy(policies, policyRequestSchema.parse(stored.inputs))
  const same =
    verdict.inputsDigest === stored.inputsDigest &&
    verdict.allowed === stored.allowed &&
    isDeepStrictEqual(verdict.findings, policyFindingSchema.array().parse(stored.findings))
  return { same, verdict }
}

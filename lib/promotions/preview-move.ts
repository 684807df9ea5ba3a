import type { z } from 'zod'
import type { Actor } from '../auth/actor.ts'
import { authorise } from '../auth/authorise.ts'
import { transaction } from '../db/client.ts'
import { nextStartOf } from '../freezes/timing-facts.ts'
import { evaluatePolicy } from '../policy/evaluate-policy.ts'
import { gatherPolicyInputs } from '../policy/gather-policy-inputs.ts'
import { type PlannedMove, planPromotion } from './plan-promotion.ts'
import { planRollback } from './plan-rollback.ts'
import type { moveInput } from './schema.ts'

/**
 * What a promotion or rollback would change, and what the first gate says of it, without asking for it: what the
 * confirmation shows. Throws what the act itself would throw before it asks policy.
 */
export async function previewMove(actor: Actor, input: z.output<typeof moveInput>) {
  authorise(actor, 'runner:read')
  const move =
    input.kind === 'promote'
      ? await planPromotion(actor, input)
      : await planRollback(actor, { manifestId: input.manifestId, environment: input.to, version: input.version })
  const now = input.startsAt ?? new Date()
  const { policies, request, opensAt } = await judge(actor, move, now)
  const { allowed, overridable = false, findings, approvalsRequired } = evaluatePolicy(policies, request)
  return {
    kind: input.kind,
    version: move.version,
    artifactDigest: move.source.artifactDigest,
    from: move.source.from,
    to: move.environment.name,
    live: move.live,
    changed: move.source.changed,
    allowed,
    overridable,
    findings: findings.map(({ id, level, reason, remedy }) => ({ id, level, reason, remedy })),
    approvalsRequired: Math.max(approvalsRequired, move.environment.approvalsRequired),
    /** When it may begin, if not now. */
    opensAt: opensAt && opensAt > now ? opensAt.toISOString() : undefined,
  }
}

function judge(actor: Actor, { declared, environment, manifestId, manifestVersionId, source }: PlannedMove, at: Date) {
  const coming = { kind: source.kind, sourceDeploymentId: source.deploymentId }
  return transaction(async (tx) => ({
    ...(await gatherPolicyInputs(tx, actor.tenantId, {
      gate: 'pre_deploy',
      subjectId: manifestVersionId,
      declared,
      environment,
      manifestId,
      coming,
      at,
    })),
    opensAt: await nextStartOf(tx, { tenantId: actor.tenantId, declared, environment, at }),
  }))
}

import type { Actor } from '../auth/actor.ts'
import { authorise } from '../auth/authorise.ts'
import { transaction } from '../db/client.ts'
import { notFound } from '../errors.ts'
import { appendEvidence } from '../evidence/append-evidence.ts'
import { type RemoveRuleInput, removeRuleInput } from './schema.ts'

/**
 * Takes a rule away. What it said stays in the history; what is open ends with it. Throws `not_found`, `forbidden`.
 */
export async function removeRule(actor: Actor, given: RemoveRuleInput): Promise<void> {
  authorise(actor, 'alert:manage')
  const { id } = removeRuleInput.parse(given)
  const { tenantId } = actor
  await transaction(async (tx) => {
    const rule = await tx.alertRule.findFirst({ where: { tenantId, id, removedAt: null } })
    const now = new Date()
    const { count } = await tx.alertRule.updateMany({
      where: { tenantId, id, removedAt: null },
      data: { removedAt: now, active: false },
    })
    if (!rule || !count) throw notFound('alert rule')
    const ended = await tx.alert.updateMany({
      where: { tenantId, ruleId: id, resolvedAt: null },
      data: { resolvedAt: now },
    })
    await appendEvidence(tx, {
      kind: 'alert_rule.removed',
      actor,
      result: 'info',
      ruleId: id,
      rule: rule.name,
      ended: ended.count,
    })
  })
}

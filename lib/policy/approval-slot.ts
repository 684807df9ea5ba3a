import type { PolicySet } from './load-policies.ts'
import type { PolicyLevel } from './policy-words.ts'
import { type ApprovalSlot, approvalSlotSchema } from './schema.ts'

/** Whoever may let a soft finding pass. */
const OVERRIDERS = 'permission:gate:override'

type Rule = NonNullable<ReturnType<PolicySet['rules']['get']>> & { level: PolicyLevel }

/**
 * The people a rule that holds asks for, from its annotations (lib/policy/policies/approvals.cedar); undefined when it
 * asks nobody. A soft rule always asks, since only people override it. `fill` puts facts into the texts. Throws when an
 * annotation says what is no answer.
 */
export function slotOf(
  { id, level, title, annotations }: Rule,
  fill: (text: string) => string,
): ApprovalSlot | undefined {
  if (level === 'hard') return undefined
  const overrides = level === 'soft'
  const count = Number(fill(annotations.approvals ?? (overrides ? '1' : '0')))
  if (!Number.isSafeInteger(count) || count < 0) throw new Error(`${id} does not say how many approvals it asks for`)
  if (count === 0 && !overrides) return undefined
  return approvalSlotSchema.parse({
    rule: id,
    title,
    by: annotations.approvers ?? (overrides ? OVERRIDERS : 'role:approver'),
    count: Math.max(1, count),
    assurance: annotations.assurance ?? 'session',
    ...(annotations.sla && { slaHours: Number(annotations.sla) }),
    overrides,
  })
}

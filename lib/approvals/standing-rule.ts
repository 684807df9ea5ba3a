import type { ApprovalSlot } from '../policy/schema.ts'
import type { ApprovalKindName } from './kinds.ts'

const approvers = (rule: string, title: string, count: number): ApprovalSlot[] => [
  { rule, title, by: 'role:approver', count, assurance: 'session', slaHours: 24, overrides: false },
]

const rules: Record<Exclude<ApprovalKindName, 'deployment'>, ApprovalSlot[]> = {
  policy: approvers('approval.policy', 'A change of policy is decided by somebody who did not write it', 1),
  exception: approvers('approval.exception', 'An exception takes two people', 2),
  break_glass_review: approvers('approval.break_glass_review', 'A use of break-glass is reviewed', 1),
  mass_replay: approvers('approval.mass_replay', 'Replaying many runs at once is decided by somebody', 1),
}

/** Who decides on what no policy rule speaks of. A deployment asks the policies in force. */
export function standingRule(kind: Exclude<ApprovalKindName, 'deployment'>): ApprovalSlot[] {
  return rules[kind]
}

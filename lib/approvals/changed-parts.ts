import type { ApprovalFacts } from './request-row.ts'

export type ChangedPart = { part: string; before: unknown; after: unknown }

/** What differs between what an approver saw and what there is now, part by part. Pure. */
export function changedParts(before: ApprovalFacts, after: ApprovalFacts): ChangedPart[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .filter((part) => before[part]?.digest !== after[part]?.digest)
    .sort()
    .map((part) => ({ part, before: before[part]?.value, after: after[part]?.value }))
}

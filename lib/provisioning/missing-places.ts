import type { Standing } from '../approvals/standing.ts'
import type { ApprovalSlot } from '../policy/schema.ts'

/** The places still to be filled; all of them before anybody has voted. Pure. */
export function missingPlaces(
  slots: readonly ApprovalSlot[],
  stand: Standing | undefined,
): { by: string; count: number }[] {
  const counted = stand?.slots.map(({ slot, missing }) => ({ by: slot.by, count: missing }))
  return counted?.some(({ count }) => count > 0) ? counted : slots.map(({ by, count }) => ({ by, count }))
}

import { z } from 'zod'
import type { ApprovalRequest } from '../db/generated/client.ts'
import { type ApprovalSlot, approvalSlotSchema } from '../policy/schema.ts'

/** A request as it is stored, with its slots read. */
export type RequestRow = Omit<ApprovalRequest, 'slots' | 'facts'> & { slots: ApprovalSlot[]; facts: ApprovalFacts }

/** What the approver sees, by part. */
export type ApprovalFacts = Record<string, { digest: string; value: unknown }>

const slotsSchema = z.array(approvalSlotSchema)

/** The slots of a request; they were checked when it was written. Pure. */
export function slotsOf({ slots }: { slots: unknown }): ApprovalSlot[] {
  return slotsSchema.parse(slots)
}

/** A stored request with its JSON read. Pure. */
export function readRequest<R extends ApprovalRequest>(row: R): R & RequestRow {
  return { ...row, slots: slotsOf(row), facts: row.facts as ApprovalFacts }
}

import type { Actor } from '../auth/actor.ts'
import type { Tx } from '../db/client.ts'
import { closeRequest } from './close-request.ts'
import type { ApprovalKindName } from './kinds.ts'
import { readRequest } from './request-row.ts'

/**
 * Closes what is still asked, or was approved and has not begun, about one thing: the thing itself was replaced, ended
 * or asked about anew. Call it with the thing's row locked.
 */
export async function closeOpenRequests(
  tx: Tx,
  actor: Actor,
  { kind, subjectId }: { kind: ApprovalKindName; subjectId: string },
  to: 'superseded' | 'withdrawn' | 'voided',
  reason: string,
): Promise<void> {
  const rows = await tx.approvalRequest.findMany({
    where: { tenantId: actor.tenantId, kind, subjectId, status: { in: ['open', 'approved'] } },
  })
  for (const row of rows) {
    const { status: from, decidedAt } = row
    const close = { from, to, approvals: decidedAt ? row.required : 0, at: new Date(), reason }
    await closeRequest(tx, actor, readRequest(row), close)
  }
}

import type { Actor } from '../auth/actor.ts'
import type { Tx } from '../db/client.ts'
import type { ApprovalStatus } from '../db/generated/enums.ts'
import { appendEvidence } from '../evidence/append-evidence.ts'
import type { RequestRow } from './request-row.ts'

/** How a request stood when it was closed, for its evidence. */
export type Close = {
  from: ApprovalStatus
  to: ApprovalStatus
  approvals: number
  at: Date
  /** Why, where nobody's vote says it. */
  reason?: string | undefined
}

/** What evidence about a request is about. Pure. */
export const aboutRequest = ({ id, manifestId, environmentId, deploymentId }: RequestRow) => ({
  approvalId: id,
  manifestId: manifestId ?? undefined,
  environmentId: environmentId ?? undefined,
  deploymentId: deploymentId ?? undefined,
})

/** `from` → `to`, with its evidence. False when it stood otherwise: then nothing has changed. */
export async function closeRequest(tx: Tx, actor: Actor, request: RequestRow, close: Close): Promise<boolean> {
  const { count } = await tx.approvalRequest.updateMany({
    where: { tenantId: request.tenantId, id: request.id, status: close.from },
    data: { status: close.to, decidedAt: close.to === 'open' ? null : close.at },
  })
  if (!count) return false
  await appendEvidence(tx, {
    kind: 'approval.decided',
    actor,
    ...aboutRequest(request),
    result: close.to === 'approved' ? 'succeeded' : ['rejected', 'expired'].includes(close.to) ? 'denied' : 'info',
    approvalKind: request.kind,
    outcome: close.to === 'open' ? 'open again' : close.to,
    approvals: close.approvals,
    required: request.required,
    decisionDigest: request.decisionDigest,
    reason: close.reason,
  })
  return true
}

import type { Outcome } from '../../approvals/outcomes.ts'
import type { RequestRow } from '../../approvals/request-row.ts'
import type { Tx } from '../../db/client.ts'
import type { PolicyDraftStatus } from '../../db/generated/enums.ts'
import { lockDraft } from './find-draft.ts'

/**
 * What follows from a decision about a policy draft. Approval does not activate it: whoever writes policies does, in one
 * click, at a moment they choose (docs/decisions/0017-policy-layers.md).
 */
export const policyOutcome: Outcome = {
  lock: (tx, { tenantId, subjectId }) => lockDraft(tx, { tenantId, id: subjectId }),
  async current(tx, { tenantId, subjectId, decisionDigest }) {
    const where = { tenantId, id: subjectId, submittedDigest: decisionDigest }
    const found = await tx.policyDraft.findFirst({
      where: { ...where, status: { in: ['submitted', 'approved'] } },
      select: { id: true },
    })
    return found !== null
  },
  async involved(tx, { tenantId, subjectId }) {
    const draft = await tx.policyDraft.findFirst({ where: { tenantId, id: subjectId }, select: { editorIds: true } })
    return (draft?.editorIds ?? []).map((userId) => ({ userId, why: 'edited' as const }))
  },
  approved: (tx, _actor, request) => move(tx, request, 'submitted', 'approved'),
  rejected: (tx, _actor, request) => move(tx, request, 'submitted', 'draft'),
  unanswered: (tx, _actor, request) => move(tx, request, 'submitted', 'draft'),
  reopened: (tx, _actor, request) => move(tx, request, 'approved', 'submitted'),
}

async function move(
  tx: Tx,
  { tenantId, subjectId, decisionDigest }: RequestRow,
  from: PolicyDraftStatus,
  to: PolicyDraftStatus,
): Promise<void> {
  await tx.policyDraft.updateMany({
    where: { tenantId, id: subjectId, status: from, submittedDigest: decisionDigest },
    data: { status: to, ...(to === 'draft' && { submittedDigest: null, approvalId: null }), updatedAt: new Date() },
  })
}

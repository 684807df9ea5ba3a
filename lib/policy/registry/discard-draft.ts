import { closeOpenRequests } from '../../approvals/close-open-requests.ts'
import type { Actor } from '../../auth/actor.ts'
import { authorise } from '../../auth/authorise.ts'
import { transaction } from '../../db/client.ts'
import { appendEvidence } from '../../evidence/append-evidence.ts'
import { findDraft, inItsLog, lockDraft, movedOn } from './find-draft.ts'

/** Ends a draft without a version. It stays readable. Throws `conflict` when it was edited meanwhile. */
export async function discardDraft(
  actor: Actor,
  { id, revision }: { id: string; revision: number },
): Promise<{ id: string }> {
  authorise(actor, 'policy:write')
  return transaction(async (tx) => {
    const draft = await findDraft(tx, actor, id)
    const { tenantId, title } = draft
    await lockDraft(tx, { tenantId, id })
    const { count } = await tx.policyDraft.updateMany({
      where: { tenantId, id, revision, status: { in: ['draft', 'submitted', 'approved'] } },
      data: { status: 'discarded', updatedAt: new Date() },
    })
    if (count === 0) throw movedOn(await findDraft(tx, actor, id), revision)
    const by = await inItsLog(tx, actor, draft)
    await closeOpenRequests(tx, by, { kind: 'policy', subjectId: id }, 'withdrawn', 'The draft was discarded.')
    await appendEvidence(tx, { kind: 'policy.draft_discarded', actor: by, result: 'info', draftId: id, title })
    return { id }
  })
}

import { closeOpenRequests } from '../../approvals/close-open-requests.ts'
import type { Actor } from '../../auth/actor.ts'
import { transaction } from '../../db/client.ts'
import type { Prisma } from '../../db/generated/client.ts'
import { appendEvidence } from '../../evidence/append-evidence.ts'
import { findDraft, inItsLog, lockDraft, movedOn } from './find-draft.ts'

type Changed = Pick<
  Prisma.PolicyDraftUncheckedUpdateManyInput,
  'title' | 'note' | 'policies' | 'matrix' | 'quota' | 'basedOn'
>

/**
 * Writes the next revision of a draft, made on the one named. What was submitted or approved is a draft again, since it
 * is no longer what people saw. Throws `conflict` when somebody else edited first; nothing is then changed.
 */
export async function writeRevision(
  actor: Actor,
  { id, revision }: { id: string; revision: number },
  changed: Changed,
): Promise<{ id: string; revision: number }> {
  return transaction(async (tx) => {
    const draft = await findDraft(tx, actor, id)
    const { tenantId } = draft
    await lockDraft(tx, draft)
    const { count } = await tx.policyDraft.updateMany({
      where: { tenantId, id, revision, status: { in: ['draft', 'submitted', 'approved'] } },
      data: {
        ...changed,
        revision: revision + 1,
        status: 'draft',
        submittedDigest: null,
        approvalId: null,
        editorIds: [...new Set([...draft.editorIds, actor.userId])],
        updatedAt: new Date(),
      },
    })
    const now = await findDraft(tx, actor, id)
    if (count === 0) throw movedOn(now, revision)
    const by = await inItsLog(tx, actor, draft)
    await closeOpenRequests(tx, by, { kind: 'policy', subjectId: id }, 'voided', 'The draft was edited.')
    await appendEvidence(tx, {
      kind: 'policy.draft_edited',
      actor: by,
      result: 'info',
      draftId: id,
      title: now.title,
      revision: revision + 1,
      parts: Object.keys(changed),
    })
    return { id, revision: revision + 1 }
  })
}

import type { Actor } from '../../auth/actor.ts'
import { authorise } from '../../auth/authorise.ts'
import { transaction } from '../../db/client.ts'
import { Prisma } from '../../db/generated/client.ts'
import { appendEvidence } from '../../evidence/append-evidence.ts'
import { findDraft, inItsLog, lockDraft, movedOn } from './find-draft.ts'
import { type SaveDraftInput, saveDraftInput } from './schema.ts'

/**
 * Keeps an edit made on a revision: parts left out stay as they are, and any text is kept, faulty or not. What was
 * submitted or approved is a draft again, since it is no longer what people saw. Throws `conflict` when somebody else
 * edited first; nothing is then changed on either side.
 */
export async function saveDraft(actor: Actor, given: SaveDraftInput): Promise<{ id: string; revision: number }> {
  authorise(actor, 'policy:write')
  const { id, revision, quota, policies, matrix, ...words } = saveDraftInput.parse(given)
  return transaction(async (tx) => {
    const draft = await findDraft(tx, actor, id)
    await lockDraft(tx, draft)
    const changed = {
      ...words,
      ...(policies && { policies }),
      ...(matrix && { matrix }),
      ...(quota !== undefined && { quota: quota ?? Prisma.DbNull }),
    }
    const { count } = await tx.policyDraft.updateMany({
      where: { tenantId: draft.tenantId, id, revision, status: { in: ['draft', 'submitted', 'approved'] } },
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
    if (count === 0) throw movedOn(await findDraft(tx, actor, id), revision)
    await appendEvidence(tx, {
      kind: 'policy.draft_edited',
      actor: await inItsLog(tx, actor, draft),
      result: 'info',
      draftId: id,
      title: words.title ?? draft.title,
      revision: revision + 1,
      parts: Object.keys(changed),
    })
    return { id, revision: revision + 1 }
  })
}

import type { Actor } from '../../auth/actor.ts'
import { authorise } from '../../auth/authorise.ts'
import { db } from '../../db/client.ts'
import { Prisma } from '../../db/generated/client.ts'
import { refusePlatformWord } from '../matrix/limit-rows.ts'
import { findDraft } from './find-draft.ts'
import { type SaveDraftInput, saveDraftInput } from './schema.ts'
import { writeRevision } from './write-revision.ts'

/**
 * Keeps an edit made on a revision: parts left out stay as they are, and any text is kept, faulty or not. Throws
 * `conflict` when somebody else edited first; nothing is then changed on either side.
 */
export async function saveDraft(actor: Actor, given: SaveDraftInput): Promise<{ id: string; revision: number }> {
  authorise(actor, 'policy:write')
  const { id, revision, title, note, quota, policies, matrix } = saveDraftInput.parse(given)
  if (quota?.length) refusePlatformWord(quota, (await findDraft(db, actor, id)).scope)
  return writeRevision(
    actor,
    { id, revision },
    {
      ...(title !== undefined && { title }),
      ...(note !== undefined && { note }),
      ...(policies && { policies }),
      ...(matrix && { matrix }),
      ...(quota !== undefined && { quota: quota ?? Prisma.DbNull }),
    },
  )
}

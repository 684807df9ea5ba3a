import type { Actor } from '../../auth/actor.ts'
import { authorise } from '../../auth/authorise.ts'
import { db, unsafeDb } from '../../db/client.ts'
import { Prisma } from '../../db/generated/client.ts'
import { activeVersion } from './active-version.ts'
import { contentOfDraft, contentOfVersion } from './draft-content.ts'
import { findDraft } from './find-draft.ts'
import { mergeVersions } from './merge-versions.ts'
import { writeRevision } from './write-revision.ts'

/**
 * Brings a draft onto the version that is active now: what only that one changed is taken over, rule by rule. Rules both
 * changed stay as the draft has them and are answered by name. Throws `conflict` when the draft was edited meanwhile.
 */
export async function rebaseDraft(
  actor: Actor,
  { id, revision }: { id: string; revision: number },
): Promise<{ id: string; revision: number; conflicts: string[] }> {
  authorise(actor, 'policy:write')
  const draft = await findDraft(db, actor, id)
  const active = await activeVersion(db, draft)
  // Versions belong to layers, not to a tenant; the draft's own layer is asked for.
  const base = draft.basedOn ? await unsafeDb.policyVersion.findUnique({ where: { version: draft.basedOn } }) : null
  const merged = mergeVersions(contentOfVersion(base), contentOfDraft(draft), contentOfVersion(active))
  const { policies, matrix, quota, conflicts } = merged
  const written = await writeRevision(
    actor,
    { id, revision },
    {
      policies,
      matrix: matrix as Prisma.InputJsonArray,
      quota: quota === null ? Prisma.DbNull : (quota as Prisma.InputJsonArray),
      basedOn: active?.version ?? null,
    },
  )
  return { ...written, conflicts }
}

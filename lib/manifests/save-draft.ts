import type { z } from 'zod'
import type { Actor } from '../auth/actor.ts'
import { authorise } from '../auth/authorise.ts'
import { transaction } from '../db/client.ts'
import { BareCountError, notFound } from '../errors.ts'
import { newId } from '../ids.ts'
import { MAX_MANIFEST_BYTES } from './read-bytes.ts'
import type { draftContent } from './schema.ts'

/** More open drafts than this are not work in progress any more. */
const MAX_DRAFTS = 100

/**
 * Keeps text that is not submitted yet, faults and all. Drafts belong to one person; for a manifest that exists a
 * person has one, which is written over. Returns the draft's id.
 * Throws `not_found` for another person's draft or a foreign manifest or source, `payload_too_large`, `invalid_state`.
 */
export async function saveDraft(actor: Actor, content: z.output<typeof draftContent>): Promise<{ id: string }> {
  authorise(actor, 'manifest:write')
  const { tenantId, userId } = actor
  const { id, manifestId, text, sourceDigest } = content
  if (new TextEncoder().encode(text).byteLength > MAX_MANIFEST_BYTES) {
    throw new BareCountError('payload_too_large', 'A manifest has at most 256 KiB.')
  }
  // Postgres cannot keep this one character; the editor names it as a fault.
  const kept = text.replaceAll('\0', '\ufffd')
  return await transaction(async (tx) => {
    if (manifestId && !(await tx.manifest.findFirst({ where: { tenantId, id: manifestId }, select: { id: true } }))) {
      throw notFound('manifest')
    }
    if (sourceDigest && !(await tx.source.findFirst({ where: { tenantId, digest: sourceDigest } }))) {
      throw notFound('source')
    }
    const data = { text: kept, sourceDigest: sourceDigest ?? null, updatedAt: new Date() }
    const which = id ? { id } : manifestId ? { manifestId } : undefined
    const mine = which && (await tx.draft.findFirst({ where: { tenantId, userId, ...which }, select: { id: true } }))
    if (mine) {
      await tx.draft.updateMany({ where: { tenantId, userId, id: mine.id }, data })
      return mine
    }
    if (id) throw notFound('draft')
    if ((await tx.draft.count({ where: { tenantId, userId } })) >= MAX_DRAFTS) {
      throw new BareCountError('invalid_state', `You have ${MAX_DRAFTS} drafts.`, { remedy: 'Submit or discard some.' })
    }
    const draft = { id: newId('draft') }
    await tx.draft.create({ data: { tenantId, userId, ...draft, manifestId: manifestId ?? null, ...data } })
    return draft
  })
}

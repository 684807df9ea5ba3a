import type { Actor } from '../auth/actor.ts'
import { authorise } from '../auth/authorise.ts'
import { db } from '../db/client.ts'
import { notFound } from '../errors.ts'

/** Throws a draft of the actor's own away. Throws `not_found` for any other. */
export async function discardDraft(actor: Actor, id: string): Promise<void> {
  authorise(actor, 'manifest:write')
  const { count } = await db.draft.deleteMany({ where: { tenantId: actor.tenantId, userId: actor.userId, id } })
  if (count === 0) throw notFound('draft')
}

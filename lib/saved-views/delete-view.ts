import type { Actor } from '../auth/actor.ts'
import { db } from '../db/client.ts'
import { notFound } from '../errors.ts'
import { type DeleteViewInput, deleteViewInput } from './schema.ts'

/** Forgets one of the actor's own views. Throws `not_found`. */
export async function deleteView(actor: Actor, given: DeleteViewInput): Promise<{ id: string }> {
  const { id } = deleteViewInput.parse(given)
  const { count } = await db.savedView.deleteMany({ where: { tenantId: actor.tenantId, userId: actor.userId, id } })
  if (!count) throw notFound('view')
  return { id }
}

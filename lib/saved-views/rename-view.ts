import type { Actor } from '../auth/actor.ts'
import { db, violatedConstraint } from '../db/client.ts'
import { BareCountError, notFound } from '../errors.ts'
import { type RenameViewInput, renameViewInput } from './schema.ts'

/** Gives one of the actor's own views another name. Throws `not_found`, `conflict` for a name another view has. */
export async function renameView(actor: Actor, given: RenameViewInput): Promise<{ id: string; name: string }> {
  const { id, name } = renameViewInput.parse(given)
  const { tenantId, userId } = actor
  const { count } = await db.savedView
    .updateMany({ where: { tenantId, userId, id }, data: { name } })
    .catch((error: unknown) => {
      if (!violatedConstraint(error)) throw error
      throw new BareCountError('conflict', `You have a view called ${name} already.`, {
        remedy: 'Choose another name, or delete that one first.',
        cause: error,
      })
    })
  if (!count) throw notFound('view')
  return { id, name }
}

import type { Actor } from '../auth/actor.ts'
import { transaction } from '../db/client.ts'
import { BareCountError } from '../errors.ts'
import { newId } from '../ids.ts'
import { type SavedViewRow, type SaveViewInput, saveViewInput } from './schema.ts'

/** More than this is not a menu any more. */
const MOST_VIEWS = 50

/**
 * Keeps the filters of a list under a name of the actor's own; the same name again keeps the new filters.
 * Throws `invalid_state` when the list has as many views as a menu can show.
 */
export async function saveView(actor: Actor, given: SaveViewInput): Promise<SavedViewRow> {
  const { page, name, query } = saveViewInput.parse(given)
  const { tenantId, userId } = actor
  return transaction(async (tx) => {
    const others = await tx.savedView.count({ where: { tenantId, userId, page, name: { not: name } } })
    if (others >= MOST_VIEWS) {
      throw new BareCountError('invalid_state', `You have ${MOST_VIEWS} views of this list already.`, {
        remedy: 'Delete one that you no longer use.',
      })
    }
    return tx.savedView.upsert({
      where: { tenantId_userId_page_name: { tenantId, userId, page, name } },
      create: { tenantId, userId, page, name, query, id: newId('savedView') },
      update: { query },
      select: { id: true, name: true, query: true },
    })
  })
}

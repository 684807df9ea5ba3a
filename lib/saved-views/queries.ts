import type { Actor } from '../auth/actor.ts'
import { db } from '../db/client.ts'
import type { ViewPage } from './filters.ts'
import type { SavedViewRow } from './schema.ts'

/** The actor's own views of one list, by name. There are at most as many as `saveView` lets be. */
export async function listViews(actor: Actor, page: ViewPage): Promise<SavedViewRow[]> {
  return db.savedView.findMany({
    where: { tenantId: actor.tenantId, userId: actor.userId, page },
    select: { id: true, name: true, query: true },
    orderBy: { name: 'asc' },
  })
}

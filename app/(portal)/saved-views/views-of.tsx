import { SavedViews } from '#components/saved-views/saved-views.tsx'
import type { Actor } from '#lib/auth/actor.ts'
import type { ViewPage } from '#lib/saved-views/filters.ts'
import { listViews } from '#lib/saved-views/queries.ts'
import { deleteViewAction, renameViewAction, saveViewAction } from './actions.ts'

/** The actor's saved views of the list at `page`, for the actions of its header. */
export async function ViewsOf({ actor, page }: { actor: Actor; page: ViewPage }) {
  const views = await listViews(actor, page)
  return (
    <SavedViews page={page} views={views} save={saveViewAction} rename={renameViewAction} remove={deleteViewAction} />
  )
}

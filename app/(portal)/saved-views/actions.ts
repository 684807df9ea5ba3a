'use server'

import { action } from '#lib/http/action.ts'
import { deleteView } from '#lib/saved-views/delete-view.ts'
import { renameView } from '#lib/saved-views/rename-view.ts'
import { saveView } from '#lib/saved-views/save-view.ts'
import { deleteViewInput, renameViewInput, saveViewInput } from '#lib/saved-views/schema.ts'

// Every member reads artifacts; a view belongs to its person, and each verb asks for that.
export const saveViewAction = action({ permission: 'artifact:read', input: saveViewInput, handler: saveView })

export const renameViewAction = action({ permission: 'artifact:read', input: renameViewInput, handler: renameView })

export const deleteViewAction = action({ permission: 'artifact:read', input: deleteViewInput, handler: deleteView })

'use server'

import { action } from '#lib/http/action.ts'
import { saveDraft } from '#lib/policy/registry/save-draft.ts'
import { saveDraftInput } from '#lib/policy/registry/schema.ts'

export const saveMatrixAction = action({ permission: 'policy:write', input: saveDraftInput, handler: saveDraft })

'use server'

import { z } from 'zod'
import { action } from '#lib/http/action.ts'
import { archiveManifest } from '#lib/manifests/archive-manifest.ts'
import { discardDraft } from '#lib/manifests/discard-draft.ts'
import { saveDraft } from '#lib/manifests/save-draft.ts'
import { draftContent, submission } from '#lib/manifests/schema.ts'
import { submitManifest } from '#lib/manifests/submit-manifest.ts'
import { suggestCompliant } from '#lib/manifests/suggest-compliant.ts'
import { validateInput } from '#lib/manifests/validate-draft.schema.ts'
import { validateDraft } from '#lib/manifests/validate-draft.ts'

const byId = z.strictObject({ id: z.string().max(40) })

export const validateAction = action({ permission: 'manifest:read', input: validateInput, handler: validateDraft })

export const suggestAction = action({
  permission: 'manifest:read',
  input: validateInput,
  handler: async (actor, input) => ({ nearest: (await suggestCompliant(actor, input)) ?? null }),
})

export const submitAction = action({ permission: 'manifest:write', input: submission, handler: submitManifest })

export const saveDraftAction = action({ permission: 'manifest:write', input: draftContent, handler: saveDraft })

export const discardDraftAction = action({
  permission: 'manifest:write',
  input: byId,
  handler: (actor, { id }) => discardDraft(actor, id),
})

export const archiveAction = action({
  permission: 'manifest:write',
  input: byId,
  handler: (actor, { id }) => archiveManifest(actor, id),
})

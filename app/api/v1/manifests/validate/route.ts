import { route } from '#lib/http/route.ts'
import { draftVerdictSchema, validateInput } from '#lib/manifests/validate-draft.schema.ts'
import { validateDraft } from '#lib/manifests/validate-draft.ts'

export const POST = route({
  summary: 'Schema, policy and cost of a manifest in one answer; nothing is stored',
  permission: 'manifest:read',
  body: validateInput,
  response: draftVerdictSchema,
  handler: (actor, { body }) => validateDraft(actor, body),
})

import { route } from '#lib/http/route.ts'
import { activateDraft } from '#lib/policy/registry/activate-draft.ts'
import { atRevision, draftParams } from '#lib/policy/registry/schema.ts'

export const POST = route({
  summary: 'Make an approved policy draft the active version of its layer',
  permission: 'policy:write',
  params: draftParams,
  body: atRevision,
  handler: (actor, { params, body }) => activateDraft(actor, { ...body, id: params.draftId }),
})

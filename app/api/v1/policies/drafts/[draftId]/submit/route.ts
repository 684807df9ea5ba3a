import { route } from '#lib/http/route.ts'
import { atRevision, draftParams } from '#lib/policy/registry/schema.ts'
import { submitDraft } from '#lib/policy/registry/submit-draft.ts'

export const POST = route({
  summary: 'Ask people to decide about a policy draft as it is',
  permission: 'policy:write',
  params: draftParams,
  body: atRevision,
  handler: (actor, { params, body }) => submitDraft(actor, { ...body, id: params.draftId }),
})

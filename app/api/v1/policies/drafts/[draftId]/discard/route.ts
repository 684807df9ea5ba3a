import { route } from '#lib/http/route.ts'
import { discardDraft } from '#lib/policy/registry/discard-draft.ts'
import { atRevision, draftParams } from '#lib/policy/registry/schema.ts'

export const POST = route({
  summary: 'End a policy draft without a version',
  permission: 'policy:write',
  params: draftParams,
  body: atRevision,
  handler: (actor, { params, body }) => discardDraft(actor, { ...body, id: params.draftId }),
})

import { route } from '#lib/http/route.ts'
import { rebaseDraft } from '#lib/policy/registry/rebase-draft.ts'
import { atRevision, draftParams } from '#lib/policy/registry/schema.ts'

export const POST = route({
  summary: 'Bring a policy draft onto the version that is active now',
  permission: 'policy:write',
  params: draftParams,
  body: atRevision,
  handler: (actor, { params, body }) => rebaseDraft(actor, { ...body, id: params.draftId }),
})

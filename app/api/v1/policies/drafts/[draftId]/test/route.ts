import { route } from '#lib/http/route.ts'
import { draftParams } from '#lib/policy/registry/schema.ts'
import { testDraft } from '#lib/policy/registry/test-draft.ts'

export const POST = route({
  summary: 'Run the tests of its layer against a policy draft',
  permission: 'policy:write',
  params: draftParams,
  handler: (actor, { params }) => testDraft(actor, { id: params.draftId }),
})

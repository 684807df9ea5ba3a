import { pageQuery, route } from '#lib/http/route.ts'
import { createDraft } from '#lib/policy/registry/create-draft.ts'
import { listDrafts } from '#lib/policy/registry/queries.ts'
import { createDraftInput } from '#lib/policy/registry/schema.ts'

export const GET = route({
  summary: 'Policy drafts, newest first',
  permission: 'policy:read',
  query: pageQuery,
  handler: (actor, { query }) => listDrafts(actor, query),
})

export const POST = route({
  summary: 'Begin a policy draft from the active version of a layer, or from an older one',
  permission: 'policy:write',
  body: createDraftInput,
  status: 201,
  handler: (actor, { body }) => createDraft(actor, body),
})

import { pageQuery, route } from '#lib/http/route.ts'
import { listChanges } from '#lib/policy/registry/queries.ts'
import { draftParams } from '#lib/policy/registry/schema.ts'

export const GET = route({
  summary: 'What the newest simulation of a policy draft found',
  permission: 'policy:read',
  params: draftParams,
  query: pageQuery,
  handler: (actor, { params, query }) => listChanges(actor, params.draftId, query),
})

import { pageQuery, route } from '#lib/http/route.ts'
import { listVersions } from '#lib/policy/registry/queries.ts'

export const GET = route({
  summary: 'Policy versions of the platform and of this tenant, newest first',
  permission: 'policy:read',
  query: pageQuery,
  handler: (actor, { query }) => listVersions(actor, query),
})

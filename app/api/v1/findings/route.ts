import { listFindings } from '#lib/findings/queries.ts'
import { findingFilters } from '#lib/findings/schema.ts'
import { pageQuery, route } from '#lib/http/route.ts'

export const GET = route({
  summary: 'Findings of the tenant’s artifacts, most severe first, each with how it stands and where it runs',
  permission: 'artifact:read',
  query: pageQuery.extend(findingFilters.shape),
  handler: (actor, { query }) => listFindings(actor, query),
})

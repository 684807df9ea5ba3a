import { listRunners } from '#lib/catalog/queries.ts'
import { runnerFilters } from '#lib/catalog/schema.ts'
import { pageQuery, route } from '#lib/http/route.ts'

export const GET = route({
  summary: 'Runners in the catalog, newest first',
  permission: 'runner:read',
  query: pageQuery.extend(runnerFilters.shape),
  handler: (actor, { query }) => listRunners(actor, query),
})

import { pageQuery, route } from '#lib/http/route.ts'
import { listTriggers } from '#lib/triggers/queries.ts'
import { triggerFilters } from '#lib/triggers/schema.ts'

export const GET = route({
  summary: 'What starts runs by itself, newest first',
  permission: 'runner:read',
  query: pageQuery.extend(triggerFilters.shape),
  handler: (actor, { query }) => listTriggers(actor, query),
})

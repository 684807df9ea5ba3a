import { listDeadLetters } from '#lib/dead-letters/queries.ts'
import { deadLetterFilters } from '#lib/dead-letters/schema.ts'
import { pageQuery, route } from '#lib/http/route.ts'

export const GET = route({
  summary: 'Runs that failed for good, newest first, without their payloads',
  permission: 'run:read',
  query: pageQuery.extend(deadLetterFilters.shape),
  handler: (actor, { query }) => listDeadLetters(actor, query),
})

import { groupDeadLetters } from '#lib/dead-letters/group-dead-letters.ts'
import { deadLetterFilters } from '#lib/dead-letters/schema.ts'
import { pageQuery, route } from '#lib/http/route.ts'

export const GET = route({
  summary: 'Dead letters by the error they share, the largest group first, with the trend of each',
  permission: 'run:read',
  query: pageQuery.extend(deadLetterFilters.shape),
  handler: (actor, { query }) => groupDeadLetters(actor, query),
})

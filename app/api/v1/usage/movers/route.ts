import { route } from '#lib/http/route.ts'
import { listMovers } from '#lib/usage/list-movers.ts'
import { moversQuery } from '#lib/usage/schema.ts'

export const GET = route({
  summary: 'Pipelines or runners of which the last seven full days differ most from the seven before',
  permission: 'cost:read',
  query: moversQuery,
  handler: (actor, { query }) => listMovers(actor, query),
})

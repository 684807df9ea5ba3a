import { pageQuery, route } from '#lib/http/route.ts'
import { readUsage } from '#lib/usage/queries.ts'
import { usageQuery } from '#lib/usage/schema.ts'

export const GET = route({
  summary: 'What the tenant’s runs of a month used, broken down, the dearest first',
  permission: 'cost:read',
  query: pageQuery.extend(usageQuery.shape),
  handler: (actor, { query }) => readUsage(actor, query),
})

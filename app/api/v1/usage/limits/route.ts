import { route } from '#lib/http/route.ts'
import { readLimits } from '#lib/usage/read-limits.ts'
import { monthQuery } from '#lib/usage/schema.ts'

export const GET = route({
  summary: 'Budgets and hours of a month: used, set aside, left, and where it is heading',
  permission: 'cost:read',
  query: monthQuery,
  handler: (actor, { query }) => readLimits(actor, query),
})

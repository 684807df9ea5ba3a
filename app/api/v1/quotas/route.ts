import { route } from '#lib/http/route.ts'
import { getQuotas } from '#lib/policy/matrix/queries.ts'

export const GET = route({
  summary: 'Quotas and budgets of the tenant, and whose each figure is',
  permission: 'policy:read',
  handler: getQuotas,
})

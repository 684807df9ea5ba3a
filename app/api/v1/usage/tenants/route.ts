import { pageQuery, route } from '#lib/http/route.ts'
import { readTenants } from '#lib/usage/read-tenants.ts'
import { monthQuery } from '#lib/usage/schema.ts'

export const GET = route({
  summary: 'What every tenant’s runs of a month used, beside its budget; for those who look after the platform',
  permission: 'usage:all',
  query: pageQuery.extend(monthQuery.shape),
  handler: (actor, { query }) => readTenants(actor, query),
})

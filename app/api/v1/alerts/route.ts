import { listAlerts } from '#lib/alerts/queries.ts'
import { alertFilters } from '#lib/alerts/schema.ts'
import { pageQuery, route } from '#lib/http/route.ts'

export const GET = route({
  summary: 'Alerts, newest first, open and resolved',
  permission: 'run:read',
  query: pageQuery.extend(alertFilters.shape),
  handler: (actor, { query }) => listAlerts(actor, query),
})

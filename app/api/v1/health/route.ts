import { healthOverview } from '#lib/health/health-overview.ts'
import { route } from '#lib/http/route.ts'

export const GET = route({
  summary: 'How the runs of the tenant stand now, and how they went in the last day',
  permission: 'run:read',
  handler: (actor) => healthOverview(actor),
})

import { listSilences } from '#lib/alerts/queries.ts'
import { silenceInput } from '#lib/alerts/schema.ts'
import { silenceAlerts } from '#lib/alerts/silence-alerts.ts'
import { pageQuery, route } from '#lib/http/route.ts'

export const GET = route({
  summary: 'Silences of alerts, newest first',
  permission: 'run:read',
  query: pageQuery,
  handler: (actor, { query }) => listSilences(actor, query),
})

export const POST = route({
  summary: 'Let nobody be told of alerts until a time',
  permission: 'alert:manage',
  body: silenceInput,
  status: 201,
  handler: (actor, { body }) => silenceAlerts(actor, body),
})

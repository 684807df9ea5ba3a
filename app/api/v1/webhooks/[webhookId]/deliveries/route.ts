import { z } from 'zod'
import { pageQuery, route } from '#lib/http/route.ts'
import { listDeliveries } from '#lib/webhooks/queries.ts'
import { deliveryFilters } from '#lib/webhooks/schema.ts'

export const GET = route({
  summary: 'The log of a webhook, newest first',
  permission: 'webhook:manage',
  params: z.object({ webhookId: z.string() }),
  query: pageQuery.extend(deliveryFilters.shape),
  handler: (actor, { params: { webhookId }, query }) => listDeliveries(actor, webhookId, query),
})

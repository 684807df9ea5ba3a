import { z } from 'zod'
import { route } from '#lib/http/route.ts'
import { getDelivery } from '#lib/webhooks/queries.ts'

export const GET = route({
  summary: 'One delivery: what was sent, and every try with what was answered',
  permission: 'webhook:manage',
  params: z.object({ webhookId: z.string(), deliveryId: z.string() }),
  handler: (actor, { params: { webhookId, deliveryId } }) => getDelivery(actor, webhookId, deliveryId),
})

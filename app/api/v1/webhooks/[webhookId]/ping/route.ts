import { z } from 'zod'
import { route } from '#lib/http/route.ts'
import { pingWebhook } from '#lib/webhooks/ping-webhook.ts'

export const POST = route({
  summary: 'Send a test event to a webhook',
  permission: 'webhook:manage',
  params: z.object({ webhookId: z.string() }),
  status: 202,
  handler: (actor, { params: { webhookId } }) => pingWebhook(actor, { id: webhookId }),
})

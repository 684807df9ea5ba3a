import { z } from 'zod'
import { route } from '#lib/http/route.ts'
import { rotateWebhookSecret } from '#lib/webhooks/rotate-secret.ts'

export const POST = route({
  summary: 'Give a webhook a new secret, in this answer and nowhere else; the one before signs beside it for a day',
  permission: 'webhook:manage',
  params: z.object({ webhookId: z.string() }),
  secretField: 'secret',
  handler: (actor, { params: { webhookId } }) => rotateWebhookSecret(actor, { id: webhookId }),
})

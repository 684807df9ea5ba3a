import { z } from 'zod'
import { route } from '#lib/http/route.ts'
import { changeWebhook } from '#lib/webhooks/change-webhook.ts'
import { getWebhook } from '#lib/webhooks/queries.ts'
import { removeWebhook } from '#lib/webhooks/remove-webhook.ts'
import { changeWebhookInput } from '#lib/webhooks/schema.ts'

const params = z.object({ webhookId: z.string() })

export const GET = route({
  summary: 'One webhook; never its secret',
  permission: 'webhook:manage',
  params,
  handler: (actor, { params: { webhookId } }) => getWebhook(actor, webhookId),
})

export const PATCH = route({
  summary: 'Change a webhook’s name, address or kinds, or switch it off or on',
  permission: 'webhook:manage',
  params,
  body: changeWebhookInput.omit({ id: true }),
  handler: (actor, { params: { webhookId }, body }) => changeWebhook(actor, { ...body, id: webhookId }),
})

export const DELETE = route({
  summary: 'Remove a webhook with its log',
  permission: 'webhook:manage',
  params,
  handler: (actor, { params: { webhookId } }) => removeWebhook(actor, { id: webhookId }),
})

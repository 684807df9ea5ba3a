import { pageQuery, route } from '#lib/http/route.ts'
import { createWebhook } from '#lib/webhooks/create-webhook.ts'
import { listWebhooks } from '#lib/webhooks/queries.ts'
import { createWebhookInput } from '#lib/webhooks/schema.ts'

export const GET = route({
  summary: 'Webhooks, newest first; never their secrets',
  permission: 'webhook:manage',
  query: pageQuery,
  handler: (actor, { query }) => listWebhooks(actor, query),
})

export const POST = route({
  summary: 'Set up a webhook; the secret that signs is in this answer and nowhere else',
  permission: 'webhook:manage',
  body: createWebhookInput,
  secretField: 'secret',
  status: 201,
  handler: (actor, { body }) => createWebhook(actor, body),
})

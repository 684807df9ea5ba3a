import { z } from 'zod'
import { route } from '#lib/http/route.ts'
import { rotateWebhookSecret } from '#lib/runs/rotate-webhook-secret.ts'

export const POST = route({
  summary: 'Give a webhook a new signing secret; it is in the answer and never shown again',
  permission: 'secret:write',
  secretField: 'secret',
  params: z.object({ triggerId: z.string() }),
  handler: (actor, { params }) => rotateWebhookSecret(actor, params.triggerId),
})

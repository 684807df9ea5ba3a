import { z } from 'zod'
import { route } from '#lib/http/route.ts'
import { replayDeliveries } from '#lib/webhooks/replay-deliveries.ts'
import { replayInput } from '#lib/webhooks/schema.ts'

export const POST = route({
  summary: 'Send events again that were delivered or given up: these, or all that failed',
  permission: 'webhook:manage',
  params: z.object({ webhookId: z.string() }),
  body: replayInput.omit({ id: true }),
  status: 202,
  handler: (actor, { params: { webhookId }, body }) => replayDeliveries(actor, { ...body, id: webhookId }),
})

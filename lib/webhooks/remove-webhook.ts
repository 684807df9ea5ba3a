import type { Actor } from '../auth/actor.ts'
import { authorise } from '../auth/authorise.ts'
import { transaction } from '../db/client.ts'
import { notFound } from '../errors.ts'
import { appendEvidence } from '../evidence/append-evidence.ts'
import { type WebhookInput, webhookInput } from './schema.ts'

/** Removes a webhook with its log; what waits to be sent there is not sent. Throws `forbidden`, `not_found`. */
export async function removeWebhook(actor: Actor, given: WebhookInput): Promise<{ id: string }> {
  authorise(actor, 'webhook:manage')
  const { id } = webhookInput.parse(given)
  const where = { tenantId: actor.tenantId, id }
  await transaction(async (tx) => {
    const endpoint = await tx.webhookEndpoint.findFirst({ where, select: { name: true } })
    const { count } = await tx.webhookEndpoint.deleteMany({ where })
    if (!endpoint || !count) throw notFound('webhook')
    await appendEvidence(tx, {
      kind: 'webhook.removed',
      actor,
      result: 'succeeded',
      webhookId: id,
      name: endpoint.name,
    })
  })
  return { id }
}

import type { Actor } from '../auth/actor.ts'
import { authorise } from '../auth/authorise.ts'
import { transaction } from '../db/client.ts'
import { queueEvent } from '../deliveries/queue-deliveries.ts'
import { BareCountError, notFound } from '../errors.ts'
import { type WebhookInput, webhookInput } from './schema.ts'

/** Queues a test event for one webhook. Throws `forbidden`, `not_found`, `invalid_state` when it is switched off. */
export async function pingWebhook(actor: Actor, given: WebhookInput): Promise<{ id: string }> {
  authorise(actor, 'webhook:manage')
  const { id } = webhookInput.parse(given)
  const { tenantId } = actor
  await transaction(async (tx) => {
    const endpoint = await tx.webhookEndpoint.findFirst({ where: { tenantId, id } })
    if (!endpoint) throw notFound('webhook')
    if (endpoint.disabledAt) throw switchedOff(endpoint.name)
    const sentence = `${actor.label} tests the webhook ${endpoint.name}.`
    const news = { kind: 'ping' as const, sentence, link: `/settings/webhooks/${id}`, subjectIds: [id] }
    await queueEvent(tx, tenantId, news, [{ channel: 'webhook', endpointId: id }])
  })
  return { id }
}

/** Nothing is sent to a webhook that is off. */
export const switchedOff = (name: string) =>
  new BareCountError('invalid_state', `The webhook ${name} is switched off.`, { remedy: 'Switch it on first.' })

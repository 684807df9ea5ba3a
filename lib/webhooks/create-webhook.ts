import type { Actor } from '../auth/actor.ts'
import { authorise } from '../auth/authorise.ts'
import { transaction } from '../db/client.ts'
import { BareCountError } from '../errors.ts'
import { appendEvidence } from '../evidence/append-evidence.ts'
import { newId } from '../ids.ts'
import { allowedAddress } from './allowed-address.ts'
import { type CreateWebhookInput, createWebhookInput } from './schema.ts'
import { newWebhookSecret } from './secrets.ts'

const MOST_WEBHOOKS = 50

/**
 * Tells a place outside what happens in the tenant from now on. The secret that signs is in the answer and nowhere else.
 * Throws `forbidden`, `invalid_input` for an address that is never gone to, `invalid_state` for one webhook too many.
 */
export async function createWebhook(actor: Actor, given: CreateWebhookInput): Promise<{ id: string; secret: string }> {
  authorise(actor, 'webhook:manage')
  const { name, url, kinds } = createWebhookInput.parse(given)
  const { tenantId } = actor
  const id = newId('webhook')
  const { secret, envelope } = newWebhookSecret({ tenantId, id })
  const address = allowedAddress(url)
  await transaction(async (tx) => {
    if ((await tx.webhookEndpoint.count({ where: { tenantId } })) >= MOST_WEBHOOKS) {
      throw new BareCountError('invalid_state', `The tenant has ${MOST_WEBHOOKS} webhooks already.`, {
        remedy: 'Remove one that nobody listens to.',
      })
    }
    await tx.webhookEndpoint.create({
      data: { tenantId, id, name, url: address, kinds, secret: envelope, createdById: actor.userId },
    })
    await appendEvidence(tx, {
      kind: 'webhook.created',
      actor,
      result: 'succeeded',
      webhookId: id,
      name,
      origin: new URL(address).origin,
      kinds,
    })
  })
  return { id, secret }
}

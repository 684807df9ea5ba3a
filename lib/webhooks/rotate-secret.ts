import type { Actor } from '../auth/actor.ts'
import { authorise } from '../auth/authorise.ts'
import { transaction } from '../db/client.ts'
import { notFound } from '../errors.ts'
import { appendEvidence } from '../evidence/append-evidence.ts'
import { type WebhookInput, webhookInput } from './schema.ts'
import { BOTH_FOR_MS, newWebhookSecret } from './secrets.ts'

type Rotated = { id: string; secret: string; previousUntil: Date }

/**
 * Gives a webhook a new secret, shown this once. The one before signs beside it for a day; one before that no longer.
 * Throws `forbidden`, `not_found`.
 */
export async function rotateWebhookSecret(actor: Actor, given: WebhookInput): Promise<Rotated> {
  authorise(actor, 'webhook:manage')
  const { id } = webhookInput.parse(given)
  const where = { tenantId: actor.tenantId, id }
  const { secret, envelope } = newWebhookSecret(where)
  const previousUntil = new Date(Date.now() + BOTH_FOR_MS)
  await transaction(async (tx) => {
    const before = await tx.webhookEndpoint.findFirst({ where, select: { name: true, secret: true } })
    if (!before) throw notFound('webhook')
    await tx.webhookEndpoint.updateMany({
      where,
      data: { secret: envelope, previousSecret: before.secret as object, previousUntil },
    })
    await appendEvidence(tx, {
      kind: 'webhook.changed',
      actor,
      result: 'succeeded',
      webhookId: id,
      name: before.name,
      changes: ['given a new secret'],
    })
  })
  return { id, secret, previousUntil }
}

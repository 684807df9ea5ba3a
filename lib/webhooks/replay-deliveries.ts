import type { Actor } from '../auth/actor.ts'
import { authorise } from '../auth/authorise.ts'
import { Prisma, transaction, unsafeTx } from '../db/client.ts'
import { TRIED_FOR_MS } from '../deliveries/backoff.ts'
import { DELIVERIES } from '../deliveries/queue-deliveries.ts'
import { notFound } from '../errors.ts'
import { appendEvidence } from '../evidence/append-evidence.ts'
import { notifyChange } from '../live/notify.ts'
import { switchedOff } from './ping-webhook.ts'
import { type ReplayInput, replayInput } from './schema.ts'

/**
 * Sends events again that were delivered or given up: the same body and event id, signed anew, for another day. What is
 * still on its way is passed over. Returns how many.
 * Throws `forbidden`, `not_found` when one is not of this webhook, `invalid_state` when it is switched off.
 */
export async function replayDeliveries(actor: Actor, given: ReplayInput): Promise<{ replayed: number }> {
  authorise(actor, 'webhook:manage')
  const { id, deliveries } = replayInput.parse(given)
  const { tenantId } = actor
  return transaction(async (tx) => {
    const endpoint = await tx.webhookEndpoint.findFirst({ where: { tenantId, id } })
    if (!endpoint) throw notFound('webhook')
    if (endpoint.disabledAt) throw switchedOff(endpoint.name)
    const mine = { tenantId, endpointId: id }
    if (deliveries !== 'failed') {
      const known = await tx.delivery.count({ where: { ...mine, id: { in: deliveries } } })
      if (known !== new Set(deliveries).size) throw notFound('delivery')
    }
    const now = new Date()
    const chosen =
      deliveries === 'failed'
        ? Prisma.sql`status = 'failed'`
        : Prisma.sql`status in ('delivered', 'failed') and id = any(${deliveries}::text[])`
    const count = await unsafeTx(tx).$executeRaw`
      update "Delivery" set status = 'waiting', "settledAt" = null, "attemptsBefore" = attempts, "nextAt" = ${now},
        "giveUpAt" = ${new Date(now.getTime() + TRIED_FOR_MS)}
      where "tenantId" = ${tenantId} and "endpointId" = ${id} and ${chosen}`
    if (!count) return { replayed: 0 }
    const facts = { webhookId: id, name: endpoint.name, deliveries: count }
    await appendEvidence(tx, { kind: 'webhook.replayed', actor, result: 'succeeded', ...facts })
    await notifyChange(tx, DELIVERIES)
    return { replayed: count }
  })
}

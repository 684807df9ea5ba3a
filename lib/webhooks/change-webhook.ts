import type { Actor } from '../auth/actor.ts'
import { authorise } from '../auth/authorise.ts'
import { transaction } from '../db/client.ts'
import type { Prisma } from '../db/generated/client.ts'
import { notFound } from '../errors.ts'
import { appendEvidence } from '../evidence/append-evidence.ts'
import { allowedAddress } from './allowed-address.ts'
import { type ChangeWebhookInput, changeWebhookInput } from './schema.ts'

/**
 * Changes a webhook's name, address or kinds, or switches it off or on. Switched on, it counts as not having failed.
 * Throws `forbidden`, `not_found`, `invalid_input` for an address that is never gone to.
 */
export async function changeWebhook(actor: Actor, given: ChangeWebhookInput): Promise<{ id: string }> {
  authorise(actor, 'webhook:manage')
  const { id, enabled, ...fields } = changeWebhookInput.parse(given)
  const where = { tenantId: actor.tenantId, id }
  const address = fields.url === undefined ? undefined : allowedAddress(fields.url)
  await transaction(async (tx) => {
    const before = await tx.webhookEndpoint.findFirst({ where })
    if (!before) throw notFound('webhook')
    const data: Prisma.WebhookEndpointUpdateManyMutationInput = {}
    const changes: string[] = []
    if (fields.name !== undefined && fields.name !== before.name) {
      data.name = fields.name
      changes.push('renamed')
    }
    if (address !== undefined && address !== before.url) {
      data.url = address
      changes.push('pointed elsewhere')
    }
    if (fields.kinds && fields.kinds.join() !== before.kinds.join()) {
      data.kinds = fields.kinds
      changes.push('given other kinds')
    }
    if (enabled !== undefined && enabled !== !before.disabledAt) {
      Object.assign(data, enabled ? on : off(actor))
      changes.push(enabled ? 'switched on' : 'switched off')
    }
    if (!changes.length) return
    await tx.webhookEndpoint.updateMany({ where, data })
    const name = fields.name ?? before.name
    const facts = { webhookId: id, name, changes, ...(address ? { origin: new URL(address).origin } : {}) }
    await appendEvidence(tx, { kind: 'webhook.changed', actor, result: 'succeeded', ...facts })
  })
  return { id }
}

const on = { disabledAt: null, disabledWhy: null, failingSince: null }
const off = (actor: Actor) => ({ disabledAt: new Date(), disabledWhy: `Switched off by ${actor.label}.` })

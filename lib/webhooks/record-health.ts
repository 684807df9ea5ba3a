import { systemActor } from '../auth/actor.ts'
import type { Tx } from '../db/client.ts'
import type { Claimed } from '../deliveries/claim-delivery.ts'
import type { Outcome } from '../deliveries/outcome.ts'
import { appendEvidence } from '../evidence/append-evidence.ts'
import { notifyMembers } from '../notifications/notify-members.ts'

/** After as many days without a single success nobody seems to listen any more. */
const SWITCHED_OFF_AFTER_DAYS = 5
const DAY_MS = 24 * 3600_000

/** Keeps how an endpoint fares, and switches off one that has failed for days, telling those who can mend it. */
export async function recordHealth(tx: Tx, claimed: Claimed, outcome: Outcome, now: Date): Promise<void> {
  const where = { tenantId: claimed.tenantId, id: claimed.endpointId ?? '', disabledAt: null }
  if (outcome.succeeded) {
    await tx.webhookEndpoint.updateMany({
      where: { ...where, failingSince: { not: null } },
      data: { failingSince: null },
    })
    return
  }
  await tx.webhookEndpoint.updateMany({ where: { ...where, failingSince: null }, data: { failingSince: now } })
  const since = new Date(now.getTime() - SWITCHED_OFF_AFTER_DAYS * DAY_MS)
  const why = `Every attempt of ${SWITCHED_OFF_AFTER_DAYS} days failed, the last one so: ${outcome.error ?? 'no answer'}`
  const { count } = await tx.webhookEndpoint.updateMany({
    where: { ...where, failingSince: { lte: since } },
    data: { disabledAt: now, disabledWhy: why },
  })
  if (count) await tellSwitchedOff(tx, claimed, why, now)
}

async function tellSwitchedOff(tx: Tx, { tenantId, endpointId }: Claimed, why: string, now: Date): Promise<void> {
  const endpoint = await tx.webhookEndpoint.findFirst({ where: { tenantId, id: endpointId ?? '' } })
  const tenant = await tx.tenant.findUniqueOrThrow({ where: { id: tenantId } })
  if (!endpoint) return
  await tx.delivery.updateMany({
    where: { tenantId, endpointId: endpoint.id, status: 'waiting' },
    data: { status: 'failed', settledAt: now, lastError: 'The webhook was switched off.' },
  })
  const { id, name } = endpoint
  await appendEvidence(tx, {
    kind: 'webhook.changed',
    actor: systemActor(tenant, 'worker'),
    result: 'failed',
    webhookId: id,
    name,
    changes: ['switched off'],
    reason: why,
  })
  await notifyMembers(tx, tenantId, ['admin'], {
    kind: 'webhook_disabled',
    sentence: `Webhook ${name} was switched off: it has not taken anything for ${SWITCHED_OFF_AFTER_DAYS} days.`,
    link: `/settings/webhooks/${id}`,
    subjectIds: [id],
  })
}

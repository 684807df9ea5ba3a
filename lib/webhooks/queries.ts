import type { Actor } from '../auth/actor.ts'
import { authorise } from '../auth/authorise.ts'
import { db } from '../db/client.ts'
import { pageOf } from '../db/page.ts'
import { notFound } from '../errors.ts'
import type { DeliveryFilters } from './schema.ts'

type Page = { cursor?: string | undefined; limit?: number | undefined }
const before = (cursor: string | undefined) => (cursor ? { id: { lt: cursor } } : {})

const shown = {
  id: true,
  name: true,
  url: true,
  kinds: true,
  failingSince: true,
  disabledAt: true,
  disabledWhy: true,
  previousUntil: true,
  createdAt: true,
} as const

/** The tenant's webhooks, newest first; never their secrets. */
export async function listWebhooks(actor: Actor, { cursor, limit = 50 }: Page = {}) {
  authorise(actor, 'webhook:manage')
  const rows = await db.webhookEndpoint.findMany({
    where: { tenantId: actor.tenantId, ...before(cursor) },
    select: shown,
    orderBy: { id: 'desc' },
    take: limit + 1,
  })
  const page = pageOf(rows, limit, (last) => last.id)
  return { webhooks: page.rows, next: page.next }
}

/** One webhook. Throws `not_found`. */
export async function getWebhook(actor: Actor, id: string) {
  authorise(actor, 'webhook:manage')
  const row = await db.webhookEndpoint.findFirst({ where: { tenantId: actor.tenantId, id }, select: shown })
  if (!row) throw notFound('webhook')
  return row
}

const logged = {
  id: true,
  eventId: true,
  kind: true,
  status: true,
  attempts: true,
  nextAt: true,
  lastStatus: true,
  lastError: true,
  createdAt: true,
  settledAt: true,
} as const

/** The log of one webhook, newest first, without what was sent. Throws `not_found`. */
export async function listDeliveries(actor: Actor, endpointId: string, asked: Page & DeliveryFilters = {}) {
  await getWebhook(actor, endpointId)
  const { cursor, limit = 50, status } = asked
  const rows = await db.delivery.findMany({
    where: { tenantId: actor.tenantId, endpointId, ...(status ? { status } : {}), ...before(cursor) },
    select: logged,
    orderBy: { id: 'desc' },
    take: limit + 1,
  })
  const page = pageOf(rows, limit, (last) => last.id)
  return { deliveries: page.rows, next: page.next }
}

/** One delivery with what was sent and every try. Throws `not_found`. */
export async function getDelivery(actor: Actor, endpointId: string, id: string) {
  authorise(actor, 'webhook:manage')
  const { tenantId } = actor
  const row = await db.delivery.findFirst({ where: { tenantId, id, endpointId }, select: { ...logged, body: true } })
  if (!row) throw notFound('delivery')
  const tries = await db.deliveryAttempt.findMany({
    where: { tenantId, deliveryId: id },
    select: { number: true, at: true, succeeded: true, status: true, answer: true, error: true, durationMs: true },
    orderBy: { number: 'desc' },
  })
  return { ...row, tries }
}

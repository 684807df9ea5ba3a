import type { Tx } from '../db/client.ts'
import type { DeliveryChannel, NotificationKind } from '../db/generated/enums.ts'
import { env } from '../env.ts'
import { newId } from '../ids.ts'
import { notifyChange } from '../live/notify.ts'
import { mailSettings } from '../mail/mail-settings.ts'
import { mailedByDefault } from '../mail/mailed-by-default.ts'
import type { News } from '../notifications/news.ts'
import type { OutgoingEvent } from '../webhooks/event-schema.ts'
import { TRIED_FOR_MS } from './backoff.ts'

/** What workers that deliver are woken by. */
export const DELIVERIES = 'deliveries'

type Outgoing = { channel: DeliveryChannel; userId?: string; endpointId?: string }

/**
 * Writes the mails and webhook messages of `news` as rows that a worker carries out: they are sent if, and only if, the
 * change they tell of is kept. Returns how many.
 */
export async function queueDeliveries(
  tx: Tx,
  tenantId: string,
  userIds: readonly string[],
  news: News,
): Promise<number> {
  const out = [...(await mailsFor(tx, userIds, news.kind)), ...(await webhooksFor(tx, tenantId, news.kind))]
  return queueEvent(tx, tenantId, news, out)
}

/** Queues one event for these places. A ping is an event too. */
export async function queueEvent(
  tx: Tx,
  tenantId: string,
  news: Omit<News, 'kind'> & { kind: NotificationKind | 'ping' },
  out: readonly Outgoing[],
): Promise<number> {
  if (!out.length) return 0
  const tenant = await tx.tenant.findUniqueOrThrow({ where: { id: tenantId }, select: { id: true, slug: true } })
  const event: OutgoingEvent = {
    id: newId('news'),
    kind: news.kind,
    at: new Date().toISOString(),
    tenant,
    sentence: news.sentence,
    url: new URL(news.link, env.BARECOUNT_URL).href,
    subjects: news.subjectIds,
  }
  const body = JSON.stringify(event)
  await tx.delivery.createMany({
    data: out.map((one) => ({
      ...one,
      tenantId,
      id: newId('delivery'),
      eventId: event.id,
      kind: news.kind === 'ping' ? null : news.kind,
      body,
      giveUpAt: new Date(Date.now() + TRIED_FOR_MS),
    })),
  })
  await notifyChange(tx, DELIVERIES)
  return out.length
}

async function mailsFor(tx: Tx, userIds: readonly string[], kind: NotificationKind): Promise<Outgoing[]> {
  // What is written while mail is off is not sent when it is turned on: it would be old news.
  if (!mailSettings() || !userIds.length) return []
  const chosen = await tx.mailPreference.findMany({ where: { userId: { in: [...userIds] } } })
  const kindsOf = new Map(chosen.map((row) => [row.userId, row.kinds]))
  return userIds
    .filter((userId) => (kindsOf.get(userId) ?? mailedByDefault).includes(kind))
    .map((userId) => ({ channel: 'mail', userId }))
}

async function webhooksFor(tx: Tx, tenantId: string, kind: NotificationKind): Promise<Outgoing[]> {
  const endpoints = await tx.webhookEndpoint.findMany({
    where: { tenantId, disabledAt: null, OR: [{ kinds: { isEmpty: true } }, { kinds: { has: kind } }] },
    select: { id: true },
  })
  return endpoints.map(({ id }) => ({ channel: 'webhook', endpointId: id }))
}

import type { Tx } from '../db/client.ts'
import type { DeliveryChannel } from '../db/generated/enums.ts'
import { env } from '../env.ts'
import { newId } from '../ids.ts'
import { notifyChange } from '../live/notify.ts'
import { mailSettings } from './mail/mail-settings.ts'
import { mailedByDefault, type NotificationKindName } from './mail/mailed-by-default.ts'
import type { News } from './news.ts'

/** What workers that deliver are woken by. */
export const DELIVERIES = 'deliveries'

/** How long something is tried to be delivered. */
export const TRIED_FOR_MS = 24 * 3600_000

type Outgoing = { channel: DeliveryChannel; userId?: string; endpointId?: string }

/**
 * Writes the mails and webhook messages of `news` as rows that a worker carries out: they are sent if, and only if, the
 * change they tell of is kept.
 */
export async function queueDeliveries(
  tx: Tx,
  tenantId: string,
  userIds: readonly string[],
  news: News,
): Promise<number> {
  const out = [...(await mailsFor(tx, userIds, news.kind)), ...(await webhooksFor(tx, tenantId, news.kind))]
  if (!out.length) return 0
  const tenant = await tx.tenant.findUniqueOrThrow({ where: { id: tenantId } })
  const event = eventOf(tenant, news)
  const body = JSON.stringify(event)
  await tx.delivery.createMany({
    data: out.map((one) => ({
      ...one,
      tenantId,
      id: newId('delivery'),
      eventId: event.id,
      kind: news.kind,
      body,
      giveUpAt: new Date(Date.now() + TRIED_FOR_MS),
    })),
  })
  await notifyChange(tx, DELIVERIES)
  return out.length
}

/** An event as it leaves the portal (docs/formats/webhooks.md). */
export function eventOf(
  tenant: { id: string; slug: string },
  news: Omit<News, 'kind'> & { kind: News['kind'] | 'ping' },
) {
  return {
    id: newId('news'),
    kind: news.kind,
    at: new Date().toISOString(),
    tenant: { id: tenant.id, slug: tenant.slug },
    sentence: news.sentence,
    url: new URL(news.link, env.BARECOUNT_URL).href,
    subjects: news.subjectIds,
  }
}

async function mailsFor(tx: Tx, userIds: readonly string[], kind: NotificationKindName): Promise<Outgoing[]> {
  // What is written while mail is off is not sent when it is turned on: it would be old news.
  if (!mailSettings() || !userIds.length) return []
  const chosen = await tx.mailPreference.findMany({ where: { userId: { in: [...userIds] } } })
  const kindsOf = new Map(chosen.map((row) => [row.userId, row.kinds]))
  return userIds
    .filter((userId) => (kindsOf.get(userId) ?? mailedByDefault).includes(kind))
    .map((userId) => ({ channel: 'mail', userId }))
}

async function webhooksFor(tx: Tx, tenantId: string, kind: NotificationKindName): Promise<Outgoing[]> {
  const endpoints = await tx.webhookEndpoint.findMany({
    where: { tenantId, disabledAt: null, OR: [{ kinds: { isEmpty: true } }, { kinds: { has: kind } }] },
    select: { id: true },
  })
  return endpoints.map(({ id }) => ({ channel: 'webhook', endpointId: id }))
}

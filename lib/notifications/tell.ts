import type { Tx } from '../db/client.ts'
import { queueDeliveries } from '../deliveries/queue-deliveries.ts'
import { newId } from '../ids.ts'
import { notifyChanges } from '../live/notify.ts'
import type { News } from './news.ts'

/** What listeners of one person's notifications are woken by. */
export const notificationsOf = (tenantId: string, userId: string): string => `notifications:${tenantId}:${userId}`

/**
 * The one way news leave a verb: into the portal for these people, and queued for their mailboxes and the tenant's
 * webhooks, all in the transaction of what they tell. Webhooks hear of it also when it is for nobody in particular.
 */
export async function tell(tx: Tx, tenantId: string, userIds: readonly string[], given: News): Promise<number> {
  const news = { ...given, sentence: oneLine(given.sentence) }
  await tx.notification.createMany({
    data: userIds.map((userId) => ({ ...news, tenantId, userId, id: newId('notification') })),
  })
  await notifyChanges(
    tx,
    userIds.map((userId) => notificationsOf(tenantId, userId)),
  )
  await queueDeliveries(tx, tenantId, userIds, news)
  return userIds.length
}

/** A sentence often ends with somebody else's words: an error, a reason. */
const oneLine = (sentence: string) =>
  sentence.replaceAll('\0', '').replace(/\s+/g, ' ').trim().slice(0, 500).toWellFormed()

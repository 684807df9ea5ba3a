import type { Tx } from '../db/client.ts'
import { queueDeliveries } from '../deliveries/queue-deliveries.ts'
import { newId } from '../ids.ts'
import { notifyChange } from '../live/notify.ts'
import type { News } from './news.ts'

/** What listeners of one person's notifications are woken by. */
export const notificationsOf = (tenantId: string, userId: string): string => `notifications:${tenantId}:${userId}`

/**
 * The one way news leave a verb: into the portal for these people, and queued for their mailboxes and the tenant's
 * webhooks, all in the transaction of what they tell. Webhooks hear of it also when it is for nobody in particular.
 */
export async function tell(tx: Tx, tenantId: string, userIds: readonly string[], news: News): Promise<number> {
  await tx.notification.createMany({
    data: userIds.map((userId) => ({ ...news, tenantId, userId, id: newId('notification') })),
  })
  for (const userId of userIds) await notifyChange(tx, notificationsOf(tenantId, userId))
  await queueDeliveries(tx, tenantId, userIds, news)
  return userIds.length
}

import type { Actor } from '../auth/actor.ts'
import { transaction } from '../db/client.ts'
import { notifyChange } from '../live/notify.ts'
import { type MarkReadInput, markReadInput } from './schema.ts'
import { notificationsOf } from './tell.ts'

/** Marks the actor's own notifications as read; ids of others are passed over. Returns how many were unread. */
export async function markRead(actor: Actor, given: MarkReadInput): Promise<{ read: number }> {
  const { ids } = markReadInput.parse(given)
  const { tenantId, userId } = actor
  return transaction(async (tx) => {
    const { count } = await tx.notification.updateMany({
      where: { tenantId, userId, readAt: null, ...(ids === 'all' ? {} : { id: { in: ids } }) },
      data: { readAt: new Date() },
    })
    // The other windows of the same person lower their count too.
    if (count) await notifyChange(tx, notificationsOf(tenantId, userId))
    return { read: count }
  })
}

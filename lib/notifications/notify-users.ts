import type { Tx } from '../db/client.ts'
import { newId } from '../ids.ts'
import { notifyChange } from '../live/notify.ts'
import { type News, notificationsOf } from './notify-members.ts'

/** Tells these people, in the transaction of what they are told. */
export async function notifyUsers(tx: Tx, tenantId: string, userIds: readonly string[], news: News): Promise<void> {
  const people = [...new Set(userIds)]
  if (!people.length) return
  await tx.notification.createMany({
    data: people.map((userId) => ({ ...news, tenantId, userId, id: newId('notification') })),
  })
  for (const userId of people) await notifyChange(tx, notificationsOf(tenantId, userId))
}

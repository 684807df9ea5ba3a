import type { Tx } from '../db/client.ts'
import type { NotificationKind, Role } from '../db/generated/enums.ts'
import { newId } from '../ids.ts'
import { notifyChange } from '../live/notify.ts'

export type News = {
  kind: NotificationKind
  /** One sentence: what happened. */
  sentence: string
  /** A path of the portal. */
  link: string
  subjectIds: string[]
}

/** What listeners of one person's notifications are woken by. */
export const notificationsOf = (tenantId: string, userId: string): string => `notifications:${tenantId}:${userId}`

/** Tells the members with one of these roles, in the transaction of what they are told. Returns how many. */
export async function notifyMembers(tx: Tx, tenantId: string, roles: readonly Role[], news: News): Promise<number> {
  const members = await tx.membership.findMany({
    where: { tenantId, roles: { hasSome: [...roles] }, user: { disabledAt: null } },
    select: { userId: true },
  })
  await tx.notification.createMany({
    data: members.map(({ userId }) => ({ ...news, tenantId, userId, id: newId('notification') })),
  })
  for (const { userId } of members) await notifyChange(tx, notificationsOf(tenantId, userId))
  return members.length
}

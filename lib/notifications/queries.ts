import type { Actor } from '../auth/actor.ts'
import { db } from '../db/client.ts'
import { pageOf } from '../db/page.ts'
import type { NotificationFilters } from './schema.ts'

const shown = {
  id: true,
  kind: true,
  sentence: true,
  link: true,
  subjectIds: true,
  createdAt: true,
  readAt: true,
} as const

/** Counting further than people read would cost more than it says. */
const MOST_COUNTED = 99

type Asked = { cursor?: string | undefined; limit?: number | undefined } & NotificationFilters

/** The actor's own notifications in this tenant, newest first; `cursor` is the last id of the page before. */
export async function listNotifications(actor: Actor, { cursor, limit = 50, unread, kind }: Asked = {}) {
  const { tenantId, userId } = actor
  const rows = await db.notification.findMany({
    where: {
      tenantId,
      userId,
      ...(unread ? { readAt: null } : {}),
      ...(kind ? { kind } : {}),
      ...(cursor ? { id: { lt: cursor } } : {}),
    },
    select: shown,
    orderBy: { id: 'desc' },
    take: limit + 1,
  })
  const page = pageOf(rows, limit, (last) => last.id)
  return { notifications: page.rows, next: page.next, unread: await countUnread(actor) }
}

/** How many the actor has not read, up to a hundred. */
export async function countUnread({ tenantId, userId }: Actor): Promise<number> {
  const rows = await db.notification.findMany({
    where: { tenantId, userId, readAt: null },
    select: { id: true },
    take: MOST_COUNTED + 1,
  })
  return rows.length
}

import type { Actor } from '../../auth/actor.ts'
import { authorise } from '../../auth/authorise.ts'
import { db } from '../../db/client.ts'
import { pageOf } from '../../db/page.ts'

/** The tenant's calendars by name; `cursor` is the last name of the page before. */
export async function listCalendars(
  actor: Actor,
  { cursor, limit = 50 }: { cursor?: string | undefined; limit?: number | undefined } = {},
) {
  authorise(actor, 'runner:read')
  const rows = await db.calendar.findMany({
    where: { tenantId: actor.tenantId, ...(cursor && { name: { gt: cursor } }) },
    select: { name: true, description: true, days: true, updatedAt: true, updatedByLabel: true },
    orderBy: { name: 'asc' },
    take: limit + 1,
  })
  const page = pageOf(rows, limit, (last) => last.name)
  return { calendars: page.rows, next: page.next }
}

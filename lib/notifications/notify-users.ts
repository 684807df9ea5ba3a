import type { Tx } from '../db/client.ts'
import type { News } from './news.ts'
import { tell } from './tell.ts'

/**
 * Tells these people, each once, in the transaction of what they are told. Who left the tenant or was disabled, and
 * the system itself, are passed over. Returns how many were told.
 */
export async function notifyUsers(tx: Tx, tenantId: string, userIds: readonly string[], news: News): Promise<number> {
  const people = await tx.user.findMany({
    where: {
      id: { in: [...new Set(userIds)] },
      disabledAt: null,
      // Platform admins act in every tenant without a membership.
      OR: [{ platformAdmin: true }, { memberships: { some: { tenantId } } }],
    },
    select: { id: true },
  })
  return tell(
    tx,
    tenantId,
    people.map(({ id }) => id),
    news,
  )
}

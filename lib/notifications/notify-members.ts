import type { Tx } from '../db/client.ts'
import type { Role } from '../db/generated/enums.ts'
import type { News } from './news.ts'
import { tell } from './tell.ts'

/** Tells the members with one of these roles, in the transaction of what they are told. Returns how many. */
export async function notifyMembers(tx: Tx, tenantId: string, roles: readonly Role[], news: News): Promise<number> {
  const members = await tx.membership.findMany({
    where: { tenantId, roles: { hasSome: [...roles] }, user: { disabledAt: null } },
    select: { userId: true },
  })
  return tell(
    tx,
    tenantId,
    members.map(({ userId }) => userId),
    news,
  )
}

import type { Actor } from '../auth/actor.ts'
import { authorise } from '../auth/authorise.ts'
import { db } from '../db/client.ts'
import type { LicenceWaiver } from '../db/generated/client.ts'
import { pageOf } from '../db/page.ts'

export type WaiverState = 'active' | 'expired' | 'revoked'

/** Licence waivers, newest first, each with how it stands now; `cursor` is the last id of the page before. */
export async function listWaivers(
  actor: Actor,
  { cursor, limit = 50 }: { cursor?: string | undefined; limit?: number | undefined } = {},
) {
  authorise(actor, 'artifact:read')
  const rows = await db.licenceWaiver.findMany({
    where: { tenantId: actor.tenantId, ...(cursor ? { id: { lt: cursor } } : {}) },
    orderBy: { id: 'desc' },
    take: limit + 1,
  })
  const page = pageOf(rows, limit, (last) => last.id)
  const now = new Date()
  return { waivers: page.rows.map((row) => ({ ...row, state: waiverState(row, now) })), next: page.next }
}

/** How a waiver stands at an instant. Pure. */
function waiverState({ revokedAt, expiresAt }: Pick<LicenceWaiver, 'revokedAt' | 'expiresAt'>, now: Date): WaiverState {
  if (revokedAt) return 'revoked'
  return expiresAt <= now ? 'expired' : 'active'
}

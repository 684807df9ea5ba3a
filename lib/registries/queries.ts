import type { Actor } from '../auth/actor.ts'
import { authorise } from '../auth/authorise.ts'
import { db } from '../db/client.ts'
import { pageOf } from '../db/page.ts'
import { publisherKeyIds } from './publisher-keys.ts'

const PAGE = 50

/** The tenant's approvals of registries, newest first, those that were withdrawn too. */
export async function listRegistries(
  actor: Actor,
  { cursor, limit = PAGE }: { cursor?: string | undefined; limit?: number } = {},
) {
  authorise(actor, 'policy:read')
  const rows = await db.approvedRegistry.findMany({
    where: { tenantId: actor.tenantId, ...(cursor ? { id: { lt: cursor } } : {}) },
    omit: { tenantId: true },
    orderBy: { id: 'desc' },
    take: limit + 1,
  })
  const { rows: found, next } = pageOf(rows, limit, (last) => last.id)
  return { registries: found.map((row) => ({ ...row, publisherKeyIds: publisherKeyIds(row.publisherKeys) })), next }
}

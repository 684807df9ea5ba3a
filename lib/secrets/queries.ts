import type { Actor } from '../auth/actor.ts'
import { authorise } from '../auth/authorise.ts'
import { db } from '../db/client.ts'
import { pageOf } from '../db/page.ts'

export type SecretRow = { path: string; version: number; updatedById: string; updatedAt: Date }

/** The tenant's secrets by path, never a value; up to `limit` after the path `cursor`. */
export async function listSecrets(
  actor: Actor,
  { cursor, limit = 100 }: { cursor?: string | undefined; limit?: number } = {},
): Promise<{ secrets: SecretRow[]; next: string | undefined }> {
  authorise(actor, 'secret:list')
  const rows = await db.secret.findMany({
    where: { tenantId: actor.tenantId, ...(cursor ? { path: { gt: cursor } } : {}) },
    select: { path: true, version: true, updatedById: true, updatedAt: true },
    orderBy: { path: 'asc' },
    take: limit + 1,
  })
  const page = pageOf(rows, limit, (last) => last.path)
  return { secrets: page.rows, next: page.next }
}

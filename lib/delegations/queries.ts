import type { Actor } from '../auth/actor.ts'
import { authorise } from '../auth/authorise.ts'
import { emailsOf } from '../auth/emails-of.ts'
import { db } from '../db/client.ts'
import { pageOf } from '../db/page.ts'

const PAGE = 50

type Asked = { cursor?: string | undefined; limit?: number | undefined }

/** The tenant's delegations, newest first, those that are over too; `cursor` is the last id of the page before. */
export async function listDelegations(actor: Actor, { cursor, limit = PAGE }: Asked = {}) {
  authorise(actor, 'approval:read')
  const { tenantId } = actor
  const rows = await db.delegation.findMany({
    where: { tenantId, ...(cursor ? { id: { lt: cursor } } : {}) },
    omit: { tenantId: true },
    orderBy: { id: 'desc' },
    take: limit + 1,
  })
  const page = pageOf(rows, limit, (last) => last.id)
  const emails = await emailsOf(page.rows.flatMap(({ fromId, toId }) => [fromId, toId]))
  const delegations = page.rows.map((row) => ({
    ...row,
    from: emails.get(row.fromId) ?? row.fromId,
    to: emails.get(row.toId) ?? row.toId,
  }))
  return { delegations, next: page.next }
}

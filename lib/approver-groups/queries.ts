import type { Actor } from '../auth/actor.ts'
import { authorise } from '../auth/authorise.ts'
import { emailsOf } from '../auth/emails-of.ts'
import { db } from '../db/client.ts'
import { pageOf } from '../db/page.ts'

const PAGE = 50

type Asked = { cursor?: string | undefined; limit?: number | undefined }

/** The tenant's groups by name, with who is in them; `cursor` is the last name of the page before. */
export async function listGroups(actor: Actor, { cursor, limit = PAGE }: Asked = {}) {
  authorise(actor, 'approval:read')
  const { tenantId } = actor
  const rows = await db.approverGroup.findMany({
    where: { tenantId, ...(cursor ? { name: { gt: cursor } } : {}) },
    select: {
      id: true,
      name: true,
      about: true,
      costCentres: true,
      createdAt: true,
      members: { select: { userId: true } },
    },
    orderBy: { name: 'asc' },
    take: limit + 1,
  })
  const page = pageOf(rows, limit, (last) => last.name)
  const userIds = page.rows.flatMap(({ members }) => members.map(({ userId }) => userId))
  const emails = await emailsOf(userIds)
  const groups = page.rows.map(({ members, ...group }) => ({
    ...group,
    members: members.map(({ userId }) => emails.get(userId) ?? userId).sort(),
  }))
  return { groups, next: page.next }
}

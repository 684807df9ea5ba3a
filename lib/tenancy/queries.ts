import type { Actor } from '../auth/actor.ts'
import { authorise, may } from '../auth/authorise.ts'
import { db } from '../db/client.ts'
import { pageOf } from '../db/page.ts'

const PAGE = 50

/** The members of the actor's tenant, in the order their accounts were made; `cursor` is the last user id of the page before. */
export async function listMembers(actor: Actor, { cursor }: { cursor?: string } = {}) {
  authorise(actor, 'member:read')
  const rows = await db.membership.findMany({
    where: { tenantId: actor.tenantId, ...(cursor ? { userId: { gt: cursor } } : {}) },
    select: {
      userId: true,
      roles: true,
      origin: true,
      createdAt: true,
      user: { select: { email: true, name: true, disabledAt: true } },
    },
    orderBy: { userId: 'asc' },
    take: PAGE + 1,
  })
  const page = pageOf(rows, PAGE, (last) => last.userId)
  return { members: page.rows, next: page.next }
}

/** API tokens, newest first: one's own, or as an admin all of the tenant. Never the hash. */
export async function listTokens(actor: Actor, { cursor }: { cursor?: string } = {}) {
  authorise(actor, 'token:manage')
  const rows = await db.apiToken.findMany({
    where: {
      tenantId: actor.tenantId,
      ...(may(actor, 'member:write') ? {} : { userId: actor.userId }),
      ...(cursor ? { id: { lt: cursor } } : {}),
    },
    select: {
      id: true,
      userId: true,
      name: true,
      hint: true,
      scopes: true,
      expiresAt: true,
      revokedAt: true,
      lastUsedAt: true,
      createdAt: true,
    },
    orderBy: { id: 'desc' },
    take: PAGE + 1,
  })
  const page = pageOf(rows, PAGE, (last) => last.id)
  return { tokens: page.rows, next: page.next }
}

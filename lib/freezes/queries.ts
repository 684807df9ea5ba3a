import type { Actor } from '../auth/actor.ts'
import { authorise } from '../auth/authorise.ts'
import { db, unsafeDb } from '../db/client.ts'
import { pageOf } from '../db/page.ts'
import { freezeState } from './in-force.ts'
import { EVERY_TENANT } from './timing-facts.ts'

const environment = { select: { id: true, name: true } } as const

/**
 * Freezes of the tenant and of the platform, newest first, each with how it stands; `cursor` is the last id of the page
 * before.
 */
export async function listFreezes(
  actor: Actor,
  { cursor, limit = 50 }: { cursor?: string | undefined; limit?: number | undefined } = {},
) {
  authorise(actor, 'environment:read')
  // Two short reads in the order of the key, merged: one read over both owners would have to sort all of them.
  const of = (tenantId: string) =>
    unsafeDb.freeze.findMany({
      where: { tenantId, ...(cursor ? { id: { lt: cursor } } : {}) },
      include: { environment },
      orderBy: { id: 'desc' },
      take: limit + 1,
    })
  const [own, platform] = await Promise.all([of(actor.tenantId), of(EVERY_TENANT)])
  const rows = [...own, ...platform].sort((a, b) => (a.id < b.id ? 1 : -1))
  const page = pageOf(rows, limit, (last) => last.id)
  const now = new Date()
  return {
    freezes: page.rows.map(({ tenantId, createdById: _, environmentId: __, ...row }) => ({
      ...row,
      everyTenant: tenantId === EVERY_TENANT,
      state: freezeState(row, now),
    })),
    next: page.next,
  }
}

/** Freezes in force, or coming, that touch the time until `until`: what a timeline of the coming weeks draws. */
export async function standingFreezes(actor: Actor, now: Date, until: Date) {
  authorise(actor, 'environment:read')
  return unsafeDb.freeze.findMany({
    where: {
      // The platform's own rows belong to no tenant.
      tenantId: { in: [actor.tenantId, EVERY_TENANT] },
      liftedAt: null,
      endsAt: { gt: now },
      startsAt: { lt: until },
    },
    select: {
      id: true,
      reason: true,
      startsAt: true,
      endsAt: true,
      environmentId: true,
      runnerClass: true,
      tenantId: true,
    },
    orderBy: [{ startsAt: 'asc' }, { id: 'asc' }],
    take: 200,
  })
}

/** The windows of every environment, by environment: a handful, so one page. */
export async function listWindows(actor: Actor) {
  authorise(actor, 'environment:read')
  return db.changeWindow.findMany({ include: { environment }, orderBy: { id: 'asc' } })
}

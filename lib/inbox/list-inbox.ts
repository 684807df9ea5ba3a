import type { Actor } from '../auth/actor.ts'
import { authorise } from '../auth/authorise.ts'
import { pageOf } from '../db/page.ts'
import { governedTenants } from './governed-tenants.ts'
import { countInboxRows, inboxRows } from './inbox-rows.ts'
import { type InboxFilters, type InboxItem, inboxFilters } from './schema.ts'

const PAGE = 50
/** Beyond this many the rail says "99+". */
export const COUNTED = 100

type Inbox = { items: InboxItem[]; next: string | undefined; tenants: { slug: string; name: string }[] }

/** What waits, over all tenants that the person behind `actor` reads requests of, newest first. */
export async function listInbox(actor: Actor, given: Partial<InboxFilters> = {}, now = new Date()): Promise<Inbox> {
  authorise(actor, 'approval:read')
  const filters = inboxFilters.parse(given)
  const governed = await governedTenants(actor)
  const asked = filters.tenant ? governed.filter(({ slug }) => slug === filters.tenant) : governed
  const rows = asked.length ? await inboxRows(actor.userId, asked, { ...filters, limit: PAGE + 1, now }) : []
  const page = pageOf(rows, PAGE, (last) => last.id)
  const items = page.rows.map(({ tenantId, slots, kind, snoozedUntil, ...row }): InboxItem => {
    const tenant = governed.find(({ id }) => id === tenantId)
    return {
      ...row,
      kind: kind as InboxItem['kind'],
      tenant: { slug: tenant?.slug ?? '', name: tenant?.name ?? '' },
      snoozedUntil: snoozedUntil && snoozedUntil > now ? snoozedUntil : null,
      passkey: slots.some(({ assurance }) => assurance === 'passkey'),
    }
  })
  return { items, next: page.next, tenants: governed.map(({ slug, name }) => ({ slug, name })) }
}

/** How many requests wait for the person behind `actor`, in all their tenants; at most `COUNTED`. */
export async function countWaiting(actor: Actor, now = new Date()): Promise<number> {
  authorise(actor, 'approval:read')
  const governed = (await governedTenants(actor)).filter(({ decides }) => decides)
  return governed.length ? countInboxRows(actor.userId, governed, COUNTED, now) : 0
}

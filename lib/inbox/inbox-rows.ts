import { Prisma, unsafeDb } from '../db/client.ts'
import type { Governed } from './governed-tenants.ts'
import { inboxConditions } from './inbox-conditions.ts'
import type { InboxFilters } from './schema.ts'

export type InboxAsked = Pick<InboxFilters, 'state' | 'kind' | 'risk' | 'cursor'> & { limit: number; now: Date }

export type InboxRow = {
  id: string
  tenantId: string
  kind: string
  summary: string
  risks: string[]
  status: string
  environment: string | null
  slots: { assurance: string; by: string }[]
  required: number
  given: number
  createdAt: Date
  expiresAt: Date
  dueAt: Date | null
  decidedAt: Date | null
  snoozedUntil: Date | null
}

/** Up to so many tenants each is asked by itself; beyond, requests are read newest first whosever they are. */
const FEW = 16

/** Requests of these tenants as one person sees them, newest first. */
export async function inboxRows(userId: string, tenants: readonly Governed[], asked: InboxAsked): Promise<InboxRow[]> {
  // Raw, and over tenants that governedTenants let through: the page is found by index before anything is joined to it.
  return unsafeDb.$queryRaw<InboxRow[]>`
    with page as materialized (${pageSql(userId, tenants, asked)})
    select p.id, p."tenantId", p.kind, p.summary, p.risks, p.status, p.slots, p.required, p."createdAt", p."expiresAt",
      p."dueAt", p."decidedAt", e.name as environment,
      (select count(distinct v."userId")::int from "ApprovalVote" v
        where v."tenantId" = p."tenantId" and v."approvalId" = p.id and v.verdict = 'approve'
          and not exists (select 1 from "ApprovalVote" w where w."tenantId" = v."tenantId"
            and w."approvalId" = v."approvalId" and w."userId" = v."userId" and w.id > v.id)) as given,
      (select s.until from "ApprovalSnooze" s
        where s."tenantId" = p."tenantId" and s."userId" = ${userId} and s."approvalId" = p.id) as "snoozedUntil"
    from page p left join "Environment" e on e.id = p."environmentId"
    order by p.id desc`
}

/** How many wait for a person, counted up to `limit`. */
export async function countInboxRows(
  userId: string,
  tenants: readonly Governed[],
  limit: number,
  now: Date,
): Promise<number> {
  const page = pageSql(userId, tenants, { state: 'mine', limit, now })
  const rows = await unsafeDb.$queryRaw<{ count: number }[]>`select count(*)::int as count from (${page}) counted`
  return rows[0]?.count ?? 0
}

function pageSql(userId: string, tenants: readonly Governed[], asked: InboxAsked): Prisma.Sql {
  const where = Prisma.join(inboxConditions(userId, tenants, asked), ' and ')
  const newest = Prisma.sql`order by r.id desc limit ${asked.limit}`
  const ids = tenants.map(({ id }) => id)
  if (asked.state === 'snoozed') {
    return Prisma.sql`select r.* from "ApprovalSnooze" s
      join "ApprovalRequest" r on r."tenantId" = s."tenantId" and r.id = s."approvalId"
      where s."tenantId" = any(${ids}) and s."userId" = ${userId} and ${where} ${newest}`
  }
  if (tenants.length <= FEW) {
    return Prisma.sql`select r.* from unnest(${ids}::text[]) as t(id) cross join lateral
      (select r.* from "ApprovalRequest" r where r."tenantId" = t.id and ${where} ${newest}) r ${newest}`
  }
  // Not by the tenant's own index, which would read and judge all that is open before the newest are known.
  return Prisma.sql`select r.* from "ApprovalRequest" r where ${where} ${newest}`
}

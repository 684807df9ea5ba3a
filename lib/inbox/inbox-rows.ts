import { Prisma, unsafeDb } from '../db/client.ts'
import type { Governed } from './governed-tenants.ts'
import type { InboxFilters, InboxState } from './schema.ts'

type Asked = Pick<InboxFilters, 'state' | 'kind' | 'risk' | 'cursor'> & { limit: number; now: Date }

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

/**
 * Requests of these tenants as one person sees them, newest first. Each tenant answers with one page from its own
 * index and the pages are merged: the cost grows with the tenants asked, not with the requests they have.
 */
export async function inboxRows(userId: string, tenants: readonly Governed[], asked: Asked): Promise<InboxRow[]> {
  const page = pageOfTenant(userId, asked)
  // Raw, and over tenants that governedTenants let through: Prisma has no lateral join.
  return unsafeDb.$queryRaw<InboxRow[]>`
    with page as (
      select r.* from ${given(tenants)} cross join lateral (${page}) r order by r.id desc limit ${asked.limit}
    )
    select p.*, e.name as environment,
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
  const page = pageOfTenant(userId, { state: 'mine', limit, now })
  const rows = await unsafeDb.$queryRaw<{ count: number }[]>`
    select count(*)::int as count from
      (select 1 from ${given(tenants)} cross join lateral (${page}) r limit ${limit}) counted`
  return rows[0]?.count ?? 0
}

function given(tenants: readonly Governed[]): Prisma.Sql {
  const rows = JSON.stringify(tenants.map(({ id, places, decides }) => ({ id, places, decides })))
  return Prisma.sql`jsonb_to_recordset(${rows}::jsonb) as t(id text, places text[], decides boolean)`
}

function pageOfTenant(userId: string, { state, kind, risk, cursor, limit, now }: Asked): Prisma.Sql {
  const conditions = [
    Prisma.sql`r."tenantId" = t.id`,
    ...stateConditions(userId, state, now),
    ...(cursor ? [Prisma.sql`r.id < ${cursor}`] : []),
    ...(kind ? [Prisma.sql`r.kind = ${kind}::"ApprovalKind"`] : []),
    ...(risk ? [Prisma.sql`${risk} = any(r.risks)`] : []),
  ]
  return Prisma.sql`
    select r.id, r."tenantId", r.kind, r.summary, r.risks, r.status, r."environmentId", r.slots, r.required,
      r."createdAt", r."expiresAt", r."dueAt", r."decidedAt"
    from "ApprovalRequest" r where ${Prisma.join(conditions, ' and ')} order by r.id desc limit ${limit}`
}

function stateConditions(userId: string, state: InboxState, now: Date): Prisma.Sql[] {
  if (state === 'decided') return [Prisma.sql`r.status <> 'open'`]
  const snoozed = Prisma.sql`exists (select 1 from "ApprovalSnooze" s where s."tenantId" = r."tenantId"
    and s."userId" = ${userId} and s."approvalId" = r.id and s.until > ${now})`
  const open = Prisma.sql`r.status = 'open'`
  if (state === 'snoozed') return [open, snoozed]
  const mine = waitsFor(userId, now)
  return [open, Prisma.sql`not ${snoozed}`, state === 'mine' ? mine : Prisma.sql`not ${mine}`]
}

/** Whether a request waits for a person: it asks for what they are, they have no part in it, and have not voted yet. */
function waitsFor(userId: string, now: Date): Prisma.Sql {
  return Prisma.sql`(t.decides and r."expiresAt" > ${now} and r."requestedById" <> ${userId}
    and exists (select 1 from jsonb_array_elements(r.slots) s where s->>'by' = any(t.places))
    and coalesce((select v.verdict::text from "ApprovalVote" v where v."tenantId" = r."tenantId"
      and v."approvalId" = r.id and v."userId" = ${userId} order by v.id desc limit 1), 'withdraw') = 'withdraw'
    and not exists (select 1 from "Deployment" d join "ManifestVersion" m
      on m."tenantId" = d."tenantId" and m.id = d."manifestVersionId"
      where d."tenantId" = r."tenantId" and d.id = r."deploymentId" and m."createdById" = ${userId}))`
}

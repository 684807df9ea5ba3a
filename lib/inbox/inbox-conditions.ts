import { Prisma } from '../db/client.ts'
import type { Governed } from './governed-tenants.ts'
import type { InboxAsked } from './inbox-rows.ts'

/** What the row `r` must be, to be shown: of one of these tenants, in this state for this person, and as filtered. */
export function inboxConditions(userId: string, tenants: readonly Governed[], asked: InboxAsked): Prisma.Sql[] {
  const { state, kind, risk, cursor, now } = asked
  const governed = placesByTenant(tenants)
  const mine = waitsFor(userId, governed, now)
  const snoozed = Prisma.sql`exists (select 1 from "ApprovalSnooze" z where z."tenantId" = r."tenantId"
    and z."userId" = ${userId} and z."approvalId" = r.id and z.until > ${now})`
  const open = Prisma.sql`r.status = 'open'`
  const states = {
    mine: [open, mine, Prisma.sql`not ${snoozed}`],
    others: [open, Prisma.sql`not ${snoozed}`, Prisma.sql`not ${mine}`],
    snoozed: [open, Prisma.sql`s.until > ${now}`],
    decided: [Prisma.sql`r.status <> 'open'`],
  }
  return [
    Prisma.sql`jsonb_exists(${governed}, r."tenantId")`,
    ...(cursor ? [Prisma.sql`r.id < ${cursor}`] : []),
    ...(kind ? [Prisma.sql`r.kind = ${kind}::"ApprovalKind"`] : []),
    ...(risk ? [Prisma.sql`${risk} = any(r.risks)`] : []),
    ...states[state],
  ]
}

/** `{ tenant: places the person could fill there }`; none where they do not decide. */
function placesByTenant(tenants: readonly Governed[]): Prisma.Sql {
  const places = Object.fromEntries(tenants.map(({ id, places, decides }) => [id, decides ? places : []]))
  return Prisma.sql`${JSON.stringify(places)}::jsonb`
}

/** Whether a request waits for a person: it asks for what they are, they have no part in it, and have not voted yet. */
function waitsFor(userId: string, governed: Prisma.Sql, now: Date): Prisma.Sql {
  return Prisma.sql`(r."expiresAt" > ${now} and r."requestedById" <> ${userId}
    and exists (select 1 from jsonb_array_elements(r.slots) e
      where jsonb_exists(${governed} -> r."tenantId", e ->> 'by'))
    and coalesce((select v.verdict::text from "ApprovalVote" v where v."tenantId" = r."tenantId"
      and v."approvalId" = r.id and v."userId" = ${userId} order by v.id desc limit 1), 'withdraw') = 'withdraw'
    and not exists (select 1 from "Deployment" d join "ManifestVersion" m
      on m."tenantId" = d."tenantId" and m.id = d."manifestVersionId"
      where d."tenantId" = r."tenantId" and d.id = r."deploymentId" and m."createdById" = ${userId}))`
}

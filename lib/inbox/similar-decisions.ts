import { Prisma, unsafeDb } from '../db/client.ts'
import type { DecisionRow } from './decision-body.ts'

const SHOWN = 5

type Like = { tenantId: string; id: string; manifestId: string; environmentId: string; class: string; size: string }

/**
 * How requests like this one were decided: the same manifest in the same environment, or the same class and size there.
 * The newest five, with what was said.
 */
export async function similarDecisions(like: Like): Promise<DecisionRow[]> {
  const { tenantId } = like
  const some = (condition: Prisma.Sql) => Prisma.sql`
    select r.id, r.summary, r.status::text as status, r."decidedAt" from "ApprovalRequest" r
    where r."tenantId" = ${tenantId} and r.kind = 'deployment' and r.status <> 'open' and r.id < ${like.id}
      and r."environmentId" = ${like.environmentId} and ${condition} order by r.id desc limit ${SHOWN}`
  // One tenant only; raw, because Prisma would read every deployment to compare their versions.
  const rows = await unsafeDb.$queryRaw<{ id: string; summary: string; status: string; decidedAt: Date | null }[]>`
    select * from (
      (${some(Prisma.sql`r."manifestId" = ${like.manifestId}`)})
      union
      (${some(Prisma.sql`exists (select 1 from "Manifest" m where m."tenantId" = r."tenantId" and m.id = r."manifestId"
        and m."runnerClass"::text = ${like.class} and m.size::text = ${like.size})`)})
    ) both_kinds order by id desc limit ${SHOWN}`
  if (!rows.length) return []
  const votes = await unsafeDb.approvalVote.findMany({
    where: { tenantId, approvalId: { in: rows.map(({ id }) => id) }, comment: { not: '' } },
    select: { approvalId: true, comment: true },
    orderBy: { id: 'desc' },
  })
  return rows.map(({ id, summary, status, decidedAt }) => {
    const said = votes.find(({ approvalId, comment }) => approvalId === id && comment)?.comment
    return {
      title: summary,
      href: `/approvals/${id}`,
      status,
      ...(said && { note: `“${said}”` }),
      ...(decidedAt && { at: decidedAt.toISOString() }),
    }
  })
}

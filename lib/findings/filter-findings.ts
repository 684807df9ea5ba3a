import type { Actor } from '../auth/actor.ts'
import { db, type Prisma } from '../db/client.ts'
import type { FindingFilters } from './schema.ts'
import { excusingStatuses, RECENT_DECISION_DAYS, STALE_TRIAGE_DAYS } from './words.ts'

export type FindingsWhere = Prisma.ArtifactFindingWhereInput & { tenantId: string }

const DAY_MS = 24 * 3600_000

/** What a list of findings is narrowed to, at `now`. */
export async function filterFindings(actor: Actor, filters: FindingFilters, now: Date): Promise<FindingsWhere> {
  const { tenantId } = actor
  const { kind, status, component, artifactId, live, q } = filters
  const contains = q ? { contains: q, mode: 'insensitive' as const } : undefined
  return {
    tenantId,
    resolvedAt: status === 'resolved' ? { not: null } : null,
    ...(kind ? { kind } : {}),
    ...(component ? { component } : {}),
    ...(artifactId ? { artifactId } : {}),
    ...(live ? { artifact: { digest: { in: await liveDigests(actor) } } } : {}),
    AND: [
      standingAs(status, now),
      contains ? { OR: [{ rule: contains }, { component: contains }, { message: contains }] } : {},
    ],
  }
}

/** What has expired is open, whether or not that was written down already. Pure. */
function standingAs(status: FindingFilters['status'], now: Date): Prisma.ArtifactFindingWhereInput {
  const inForce = { OR: [{ statusUntil: null }, { statusUntil: { gt: now } }] }
  const daysAgo = (days: number) => new Date(now.getTime() - days * DAY_MS)
  switch (status) {
    case undefined:
    case 'resolved':
      return {}
    case 'open':
      return { OR: [{ status: 'open' }, { statusUntil: { lte: now } }] }
    case 'stale':
      return { status: 'in_triage', statusAt: { lt: daysAgo(STALE_TRIAGE_DAYS) }, ...inForce }
    case 'decided':
      return {
        status: { in: [...excusingStatuses, 'will_fix'] },
        statusAt: { gte: daysAgo(RECENT_DECISION_DAYS) },
        ...inForce,
      }
    default:
      return { status, ...inForce }
  }
}

/** The digests that runners of the tenant have: no more than its quota of runners. */
async function liveDigests(actor: Actor): Promise<string[]> {
  const rows = await db.runner.findMany({
    where: { tenantId: actor.tenantId, status: { not: 'destroyed' } },
    select: { artifactDigest: true },
    distinct: ['artifactDigest'],
  })
  return rows.map(({ artifactDigest }) => artifactDigest)
}

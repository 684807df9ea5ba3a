import { ONLINE_MS } from '../agents/standing.ts'
import { db, unsafeDb } from '../db/client.ts'
import { workersAlive } from '../worker/readiness.ts'

const PENDING_COUNTED = 10_000

export type Parts = {
  workers: number
  agents: { online: number; offline: number }
  /** Events that are not in the log yet. */
  evidencePending: number
  paused: number
}

/** The parts that runs need, as they are now. */
export async function partsNow(tenantId: string, now: Date): Promise<Parts> {
  const before = (ms: number) => new Date(now.getTime() - ms)
  const agents = (fresh: boolean) =>
    db.agent.count({
      where: {
        tenantId,
        revokedAt: null,
        OR: [{ instanceId: null }, { instance: { status: { in: ['ready', 'draining'] } } }],
        ...(fresh
          ? { lastSeenAt: { gt: before(ONLINE_MS) } }
          : { AND: { OR: [{ lastSeenAt: null }, { lastSeenAt: { lte: before(ONLINE_MS) } }] } }),
      },
    })
  const [workers, online, offline, pending, paused] = await Promise.all([
    // Workers are of the platform, not of a tenant.
    workersAlive(now),
    agents(true),
    agents(false),
    unsafeDb.$queryRaw<[{ count: number }]>`
      select count(*)::int as count from (
        select 1 from "EvidencePending" where "tenantId" = ${tenantId} limit ${PENDING_COUNTED}
      ) as pending`,
    db.pause.count({ where: { tenantId, resumedAt: null } }),
  ])
  return { workers, agents: { online, offline }, evidencePending: pending[0].count, paused }
}

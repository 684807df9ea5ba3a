import { db, unsafeDb } from '../db/client.ts'

/** Three missed heartbeats of two seconds: the worker counts as gone. */
const WORKER_FRESH_MS = 6000
/** An agent is asked to say something at least this often. */
const AGENT_FRESH_MS = 60_000
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
          ? { lastSeenAt: { gt: before(AGENT_FRESH_MS) } }
          : { AND: { OR: [{ lastSeenAt: null }, { lastSeenAt: { lte: before(AGENT_FRESH_MS) } }] } }),
      },
    })
  const [workers, online, offline, pending, paused] = await Promise.all([
    // Workers are of the platform, not of a tenant.
    unsafeDb.workerHeartbeat.count({ where: { at: { gt: before(WORKER_FRESH_MS) } } }),
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

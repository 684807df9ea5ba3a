import { unsafeDb } from '../db/client.ts'
import { instantOfId } from '../ids.ts'

/** Beyond this many runs the figure says "more than": counting further would say nothing more. */
export const COUNTED = 20_000

export type RunnerQueue = { runnerId: string; waiting: number; oldestAt: Date }

/** What waits for its turn, by runner: read from the index of what waits, and no further than `COUNTED`. */
export async function queueDepth(tenantId: string): Promise<RunnerQueue[]> {
  const rows = await unsafeDb.$queryRaw<{ runnerId: string; waiting: number; oldest: string }[]>`
    select "runnerId", count(*)::int as waiting, min(id) as oldest from (
      select "runnerId", id from "Run" where "tenantId" = ${tenantId} and status = 'queued'
      order by "tenantId", "runnerId", id limit ${COUNTED}
    ) as queued group by "runnerId"`
  return rows.map(({ oldest, ...row }) => ({ ...row, oldestAt: instantOfId(oldest) }))
}

/** How many runs stand in one of these ways, at most `COUNTED` each. */
export async function countStanding(tenantId: string): Promise<{ running: number; retrying: number }> {
  const count = async (status: 'running' | 'retrying') => {
    const [row] = await unsafeDb.$queryRaw<[{ count: number }]>`
      select count(*)::int as count from (
        select id from "Run" where "tenantId" = ${tenantId} and status = ${status}::"RunStatus"
        order by id desc limit ${COUNTED}
      ) as standing`
    return row.count
  }
  const [running, retrying] = await Promise.all([count('running'), count('retrying')])
  return { running, retrying }
}

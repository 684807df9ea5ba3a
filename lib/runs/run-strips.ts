import type { Actor } from '../auth/actor.ts'
import { authorise } from '../auth/authorise.ts'
import { unsafeDb } from '../db/client.ts'
import type { RunStatus } from './run-words.ts'

/** Cells of a strip: two rows of a phone. */
const CELLS = 60
/** Runners that are drawn above a list. */
const STRIPS = 8

type Cell = { runnerId: string; id: string; status: RunStatus; durationMs: number | null; createdAt: Date }

export type RunStrip = { runnerId: string; cells: Omit<Cell, 'runnerId'>[] }

/** The newest runs of each of these runners, oldest first: one read of each runner's own index. */
export async function runStrips(actor: Actor, runnerIds: readonly string[]): Promise<RunStrip[]> {
  authorise(actor, 'run:read')
  const ids = [...new Set(runnerIds)].slice(0, STRIPS)
  if (!ids.length) return []
  const rows = await unsafeDb.$queryRaw<Cell[]>`
    select newest.* from unnest(${ids}::text[]) as each(runner) cross join lateral (
      select "runnerId", id, status::text, "durationMs", "createdAt" from "Run"
      where "tenantId" = ${actor.tenantId} and "runnerId" = each.runner
      order by id desc limit ${CELLS}
    ) as newest`
  return ids.map((runnerId) => ({
    runnerId,
    cells: rows.filter((row) => row.runnerId === runnerId).reverse(),
  }))
}

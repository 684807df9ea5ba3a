import type { Actor } from '../auth/actor.ts'
import { authorise } from '../auth/authorise.ts'
import { unsafeDb } from '../db/client.ts'
import { matchingSql } from './filter-evidence.ts'
import type { EvidenceFilters } from './schema.ts'

const DAY_MS = 24 * 3600_000
const DEFAULT_DAYS = 30
const MAX_DAYS = 366
/** A day is counted up to here, so that a busy tenant's chart costs what a quiet one's does. */
export const DAY_CAP = 2000

export type EvidenceDay = {
  /** UTC, `2026-11-24`. */
  day: string
  count: number
  failed: number
}

/**
 * Events a day (UTC), oldest first, of the filters' range: 30 days up to now by default, the newest 366 at most.
 * `count` stops at `DAY_CAP`; `failed` counts the failed and denied among those.
 */
export async function evidenceHistogram(actor: Actor, filters: EvidenceFilters = {}): Promise<EvidenceDay[]> {
  authorise(actor, 'evidence:read')
  const to = filters.to ? new Date(filters.to).getTime() : Date.now()
  const asked = filters.from ? new Date(filters.from).getTime() : to - (DEFAULT_DAYS - 1) * DAY_MS
  const from = new Date(Math.max(asked, to - (MAX_DAYS - 1) * DAY_MS))
  // Raw, for the lateral limit. The tenant is the first condition of `matchingSql`.
  const rows = await unsafeDb.$queryRaw<{ day: Date; count: bigint; failed: bigint }[]>`
    select day, found.count, found.failed
    from generate_series(
      date_trunc('day', ${from}::timestamptz, 'UTC'), ${new Date(to)}::timestamptz - interval '1 ms', '24 hours') as day
    cross join lateral (
      select count(*) as count, count(*) filter (where result in ('failed', 'denied')) as failed from (
        select e.result from "Evidence" e
        where ${matchingSql(actor, filters)} and e.at >= greatest(day, ${from}::timestamptz)
          and e.at < least(day + interval '24 hours', ${new Date(to)}::timestamptz)
        limit ${DAY_CAP}
      ) counted
    ) found
    order by day`
  return rows.map(({ day, count, failed }) => ({
    day: day.toISOString().slice(0, 10),
    count: Number(count),
    failed: Number(failed),
  }))
}

import type { Actor } from '../auth/actor.ts'
import { authorise } from '../auth/authorise.ts'
import { unsafeDb } from '../db/client.ts'
import { dayName, dayOf, daysAfter } from './months.ts'
import { nameKeys } from './name-keys.ts'
import { groupKeys } from './sum-usage.ts'

/** What changed most between two spans of as many days. */
export type Mover = {
  key: string
  name: string
  costMicros: { before: number; after: number }
  usedMs: { before: number; after: number }
}
export type Movers = { from: string; until: string; days: number; movers: Mover[] }

const DAYS = 7

/**
 * Pipelines or runners of which the last seven full days differ most from the seven before them: by cost, and by time
 * where nothing has a price.
 */
export async function listMovers(
  actor: Actor,
  { by = 'pipeline', limit = 8 }: { by?: 'pipeline' | 'runner'; limit?: number } = {},
  now = new Date(),
): Promise<Movers> {
  authorise(actor, 'cost:read')
  const { tenantId } = actor
  const until = dayOf(now)
  const [from, before] = [daysAfter(until, -DAYS), daysAfter(until, -2 * DAYS)]
  const rows = await unsafeDb.$queryRaw<{ key: string; c0: bigint; c1: bigint; t0: bigint; t1: bigint }[]>`
    select * from (
      select ${groupKeys[by]} as key,
        coalesce(sum("costMicros") filter (where day < ${from}::date), 0)::bigint as c0,
        coalesce(sum("costMicros") filter (where day >= ${from}::date), 0)::bigint as c1,
        coalesce(sum("usedMs") filter (where day < ${from}::date), 0)::bigint as t0,
        coalesce(sum("usedMs") filter (where day >= ${from}::date), 0)::bigint as t1
      from "UsageDay" u
      where "tenantId" = ${tenantId} and day >= ${before}::date and day < ${until}::date
      group by 1
    ) g
    where c0 <> c1 or t0 <> t1
    order by abs(c1 - c0) desc, abs(t1 - t0) desc, key
    limit ${limit}`
  const nameOf = await nameKeys(
    tenantId,
    by,
    rows.map(({ key }) => key),
  )
  return {
    from: dayName(from),
    until: dayName(until),
    days: DAYS,
    movers: rows.map(({ key, c0, c1, t0, t1 }) => ({
      key,
      name: nameOf(key),
      costMicros: { before: Number(c0), after: Number(c1) },
      usedMs: { before: Number(t0), after: Number(t1) },
    })),
  }
}

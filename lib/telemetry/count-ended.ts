import type { Tx } from '../db/client.ts'
import { Prisma, unsafeTx } from '../db/client.ts'
import { boundsMs } from './buckets.ts'

/** A whole millisecond is in the bucket of the first bound that it does not pass. */
const thresholds = boundsMs.map((bound) => bound + 1)

/** How many of a group fell in each bucket, as an array. */
const buckets = (column: 'took' | 'waited') =>
  Prisma.sql`array[${Prisma.join(
    [...thresholds, 0].map(
      (_, at) =>
        Prisma.sql`count(*) filter (where width_bucket(${Prisma.raw(column)}, ${thresholds}::bigint[]) = ${at}::int)`,
    ),
  )}]`

const sumOf = (column: 'durationBuckets' | 'waitBuckets') => {
  const name = Prisma.raw(`"${column}"`)
  return Prisma.sql`array(
    select coalesce(a, 0) + coalesce(b, 0) from unnest("RunFigure".${name}, excluded.${name}) with ordinality as u(a, b, n) order by n
  )`
}

/** Moves the figures on by runs of one tenant that have just ended, in the transaction that ended them. */
export async function countEnded(tx: Tx, tenantId: string, runIds: readonly string[]): Promise<void> {
  await unsafeTx(tx).$executeRaw`
    insert into "RunFigure" ("tenantId", "environmentId", "runnerClass", status, runs, attempts, "durationMs",
      "durationBuckets", "waitMs", "waitBuckets")
    select ${tenantId}, "environmentId", "runnerClass", status, count(*), sum(attempt), coalesce(sum(took), 0),
      ${buckets('took')}, coalesce(sum(waited), 0), ${buckets('waited')}
    from (
      select "environmentId", "runnerClass", status, attempt,
        case when "startedAt" is not null then coalesce("durationMs", 0)::bigint + coalesce("initMs", 0) end as took,
        greatest(0, extract(epoch from "startedAt" - "createdAt") * 1000)::bigint as waited
      from "Run" where "tenantId" = ${tenantId} and id = any(${[...runIds]}::text[])
        and status in ('succeeded', 'failed', 'denied', 'cancelled')
    ) ended
    group by "environmentId", "runnerClass", status order by "environmentId", "runnerClass", status
    on conflict ("tenantId", "environmentId", "runnerClass", status) do update set
      runs = "RunFigure".runs + excluded.runs,
      attempts = "RunFigure".attempts + excluded.attempts,
      "durationMs" = "RunFigure"."durationMs" + excluded."durationMs",
      "durationBuckets" = ${sumOf('durationBuckets')},
      "waitMs" = "RunFigure"."waitMs" + excluded."waitMs",
      "waitBuckets" = ${sumOf('waitBuckets')}`
}

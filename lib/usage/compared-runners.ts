import { z } from 'zod'
import { priceBookOf } from '../cost/price-book-of.ts'
import { type CostEstimate, costEstimateSchema, type SizeFacts } from '../cost/schema.ts'
import { sizeOf } from '../cost/workload.ts'
import { db, Prisma, unsafeDb } from '../db/client.ts'
import type { NetworkProfileName, RunnerClassName, RunnerSize } from '../manifests/classes.ts'
import { asMeasured, estimatedByUse } from './as-measured.ts'
import { errorOf } from './estimate-error.ts'
import { DAY_MS } from './months.ts'

/** A runner over a span: what its estimate said of a month, and what a month comes to as it was measured. */
export type ComparedRunner = {
  runnerId: string
  name: string
  environment: string
  runnerClass: RunnerClassName
  size: RunnerSize
  profile: NetworkProfileName
  /** Micro-dollars, runs and milliseconds, as estimated when it was deployed; null when it was not. */
  estimate: { perMonth: number; low: number; high: number; byUse: number; runs: number; durationMs: number } | null
  /** Days of the span in which it was there. */
  days: number
  /** Of a month of 30 days, what use decides (`estimate.byUse`); null while it has not been there for long enough to tell. */
  measured: { byUse: number; runs: number; durationMs: number } | null
  /** 0.25: a quarter more than estimated. */
  error: number | null
  /** What was booked for its runs in the span, at the prices of where they ran. */
  bookedMicros: number
}

/** A runner that is younger than this is not held against its estimate. */
const FEWEST_DAYS = 3
const MONTH_DAYS = 30

type Row = Pick<ComparedRunner, 'runnerId' | 'name' | 'environment' | 'runnerClass' | 'size' | 'profile'> & {
  attempts: bigint
  usedMs: bigint
  costMicros: bigint
  since: Date
  estimate: unknown
  scaling: unknown
}

/** Full days, and the instant at which the estimate was in force. */
export type Span = { from: Date; until: Date; asOf?: Date }

/**
 * Runners of a tenant with the estimate that was in force at the end of a span, and their use in it: those of a page, by
 * id, or those that were used most.
 */
export async function compareRunners(
  tenantId: string,
  span: Span,
  only: { ids: string[] } | { most: number },
): Promise<ComparedRunner[]> {
  const [rows, sizes] = await Promise.all([readRows(tenantId, span, only), db.runnerSize.findMany()])
  return Promise.all(rows.map((row) => compareRow(row, span, sizes)))
}

function readRows(
  tenantId: string,
  { from, until, asOf = until }: Span,
  only: { ids: string[] } | { most: number },
): Promise<Row[]> {
  const used = Prisma.sql`coalesce(sum(attempts), 0)::bigint as attempts, coalesce(sum("usedMs"), 0)::bigint as "usedMs",
      coalesce(sum("costMicros"), 0)::bigint as "costMicros"
    from "UsageDay" where "tenantId" = ${tenantId} and day >= ${from}::date and day < ${until}::date`
  const runners =
    'ids' in only
      ? Prisma.sql`(select id as "runnerId" from unnest(${only.ids}::text[]) id) o
        cross join lateral (select ${used} and "runnerId" = o."runnerId") u`
      : Prisma.sql`(select "runnerId", ${used} group by 1 order by 3 desc limit ${only.most}) u`
  const runnerId = 'ids' in only ? Prisma.sql`o."runnerId"` : Prisma.sql`u."runnerId"`
  // Raw for the sums and the parts of JSON; the tenant is in every condition.
  return unsafeDb.$queryRaw<Row[]>`
    select r.id as "runnerId", r.name, e.name as environment, u.attempts, u."usedMs", u."costMicros",
      coalesce(v."runnerClass", r."runnerClass") as "runnerClass", coalesce(v.size, r.size) as size,
      coalesce(v.profile, r.profile) as profile, r."createdAt" as since,
      d."costEstimate" as estimate, v.normalised #> '{runner,scaling}' as scaling
    from ${runners}
    join "Runner" r on r."tenantId" = ${tenantId} and r.id = ${runnerId}
    join "Environment" e on e.id = r."environmentId"
    left join lateral (
      select d."costEstimate", d."manifestVersionId" from "Deployment" d
      where d."tenantId" = ${tenantId} and d."manifestId" = r."manifestId" and d."environmentId" = r."environmentId"
        and d.status = 'succeeded' and d.kind <> 'destroy' and d."costEstimate" is not null
        and coalesce(d."finishedAt", d."createdAt") < ${asOf}
      order by d.id desc limit 1
    ) d on true
    left join "ManifestVersion" v on v."tenantId" = ${tenantId} and v.id = d."manifestVersionId"
    order by r.id desc`
}

const scalingSchema = z.object({ min: z.int(), max: z.int() }).catch({ min: 1, max: 1 })

async function compareRow(row: Row, span: Span, sizes: readonly SizeFacts[]): Promise<ComparedRunner> {
  const { attempts, usedMs, costMicros, since, estimate: stored, scaling, ...about } = row
  const read = costEstimateSchema.safeParse(stored)
  const estimate = read.success ? read.data : undefined
  const days = Math.max(0, (span.until.getTime() - Math.max(span.from.getTime(), since.getTime())) / DAY_MS)
  const measured = { attempts: Number(attempts), usedMs: Number(usedMs), days }
  const byUse =
    days >= FEWEST_DAYS && estimate ? await monthOfRow(about, estimate, measured, { scaling, sizes }) : undefined
  return {
    ...about,
    estimate: estimate ? figuresOf(estimate) : null,
    days: Math.round(days * 10) / 10,
    measured:
      byUse === undefined
        ? null
        : {
            byUse,
            runs: Math.round((measured.attempts * MONTH_DAYS) / days),
            durationMs: measured.attempts > 0 ? Math.round(measured.usedMs / measured.attempts) : 0,
          },
    error: byUse === undefined || !estimate ? null : errorOf({ estimated: estimatedByUse(estimate), measured: byUse }),
    bookedMicros: Number(costMicros),
  }
}

type Shape = Pick<ComparedRunner, 'runnerClass' | 'size' | 'profile'>
type Beside = { scaling: unknown; sizes: readonly SizeFacts[] }

async function monthOfRow(
  { runnerClass, size: name, profile }: Shape,
  estimate: CostEstimate,
  measured: { attempts: number; usedMs: number; days: number },
  { scaling, sizes }: Beside,
): Promise<number | undefined> {
  const size = sizeOf(sizes, runnerClass, name)
  // At the prices of the estimate, so that what is left is an error of use and not a change of price.
  const book = await priceBookOf(db, estimate.priceBook.version)
  if (!size || !book) return undefined
  return asMeasured(estimate, { size, profile, copies: scalingSchema.parse(scaling) }, measured, book)
}

function figuresOf({
  perMonth,
  range,
  runs,
  assumptions,
  lines,
}: CostEstimate): NonNullable<ComparedRunner['estimate']> {
  const durationMs = assumptions.find(({ name }) => name === 'durationMs')?.value ?? 0
  return { perMonth, ...range, byUse: estimatedByUse({ lines }), runs: runs.total, durationMs }
}

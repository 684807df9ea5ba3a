import { z } from 'zod'
import type { Actor } from '../auth/actor.ts'
import { authorise } from '../auth/authorise.ts'
import { activePriceBook } from '../cost/active-price-book.ts'
import { sizeOf } from '../cost/workload.ts'
import { db, unsafeDb } from '../db/client.ts'
import type { NetworkProfileName, RunnerClassName, RunnerSize } from '../manifests/classes.ts'
import { readMatrixLayers } from '../policy/matrix/read-layers.ts'
import { resolveOffer } from '../policy/matrix/resolve-offer.ts'
import { DAY_MS, dayOf, daysAfter } from './months.ts'
import { FEWEST_ATTEMPTS, MEMORY_HEADROOM, type SizeSuggestion, suggestSize } from './suggest-size.ts'

/** A runner that is larger than its runs need. */
export type Oversized = {
  runnerId: string
  name: string
  environment: string
  runnerClass: RunnerClassName
  size: RunnerSize
  memoryMib: number
  /** Of the last 30 days. */
  attempts: number
  peakMemoryMib: number
  longestMs: number
  suggestion: SizeSuggestion
  /** Whether the tenant's matrix offers the smaller size there. */
  offered: boolean
}

const SPAN_DAYS = 30
/** Newest runs that the longest is looked for in: bounded, and recent enough to say how it runs now. */
const RUNS_LOOKED_AT = 200
const MOST = 200

/**
 * Active runners that a smaller size would do for, by the saving a month: from the peaks and durations of the last 30
 * days, at the prices of what the class maps to. `saving` adds up what the offered ones would save.
 */
export async function listOversized(actor: Actor, now = new Date()): Promise<{ runners: Oversized[]; saving: number }> {
  authorise(actor, 'cost:read')
  const { tenantId } = actor
  const span = { from: daysAfter(dayOf(now), -SPAN_DAYS), until: now }
  const [rows, sizes, prices, matrix] = await Promise.all([
    readRows(tenantId, span.from),
    db.runnerSize.findMany(),
    activePriceBook(db),
    readMatrixLayers(db, tenantId),
  ])
  const runners = rows.flatMap((row): Oversized[] => {
    const size = sizeOf(sizes, row.runnerClass, row.size)
    const suggestion = size && prices && suggestSize(inputOf(row, { size, sizes, book: prices.book, span }))
    if (!size || !suggestion) return []
    const { runnerId, name, environment, runnerClass, profile, classification } = row
    const asked = {
      class: runnerClass,
      size: suggestion.size,
      profile,
      environment,
      classification: classification ?? '',
    }
    return [
      {
        ...{ runnerId, name, environment, runnerClass, size: row.size, memoryMib: size.memoryMib },
        ...{ attempts: Number(row.attempts), peakMemoryMib: row.peak, longestMs: row.longest },
        suggestion,
        offered: resolveOffer(matrix, asked).allowed,
      },
    ]
  })
  runners.sort((a, b) => b.suggestion.saving - a.suggestion.saving)
  const saving = runners.filter(({ offered }) => offered).reduce((sum, { suggestion }) => sum + suggestion.saving, 0)
  return { runners, saving }
}

type Row = {
  runnerId: string
  name: string
  environment: string
  runnerClass: RunnerClassName
  size: RunnerSize
  profile: NetworkProfileName
  createdAt: Date
  classification: string | null
  scaling: unknown
  timeoutSeconds: number | null
  target: string | null
  attempts: bigint
  usedMs: bigint
  peak: number
  longest: number
}

/** Runners whose peak would fit a smaller size; whether it pays, and how long runs would take, is decided afterwards. */
function readRows(tenantId: string, from: Date): Promise<Row[]> {
  return unsafeDb.$queryRaw<Row[]>`
    select r.id as "runnerId", r.name, e.name as environment, r."runnerClass", r.size, r.profile, r."createdAt",
      v.normalised #>> '{metadata,data_classification}' as classification, v.normalised #> '{runner,scaling}' as scaling,
      (v.normalised #>> '{run,timeout_seconds}')::int as "timeoutSeconds", d."costEstimate" ->> 'target' as target,
      u.attempts, u."usedMs", u.peak, coalesce(l.longest, 0) as longest
    from (
      select "runnerId", "runnerClass", size, sum(attempts)::bigint as attempts, sum("usedMs")::bigint as "usedMs",
        max("peakMemoryMib") as peak
      from "UsageDay" where "tenantId" = ${tenantId} and day >= ${from}::date
      group by 1, 2, 3
      having sum(attempts) >= ${FEWEST_ATTEMPTS} and max("peakMemoryMib") > 0
    ) u
    join "Runner" r on r."tenantId" = ${tenantId} and r.id = u."runnerId" and r."runnerClass" = u."runnerClass"
      and r.size = u.size and r.status = 'active'
    join "RunnerSize" s on s."runnerClass" = r."runnerClass" and s.size = r.size
    join "Environment" e on e.id = r."environmentId"
    join "ManifestVersion" v on v."tenantId" = ${tenantId} and v.id = r."manifestVersionId"
    left join "Deployment" d on d."tenantId" = ${tenantId} and d.id = r."deploymentId"
    left join lateral (
      select max(newest."durationMs") as longest from (
        select "durationMs" from "Run" where "tenantId" = ${tenantId} and "runnerId" = r.id order by id desc
        limit ${RUNS_LOOKED_AT}
      ) newest
    ) l on true
    where exists (
      select 1 from "RunnerSize" o where o."runnerClass" = r."runnerClass"
        and o."memoryMib" * o.workers < s."memoryMib" * s.workers
        and o."memoryMib" >= u.peak * (1 + ${MEMORY_HEADROOM}::float8)
    )
    order by u."usedMs" desc limit ${MOST}`
}

const scalingSchema = z.object({ min: z.int(), max: z.int() }).catch({ min: 1, max: 1 })

type Beside = Pick<Parameters<typeof suggestSize>[0], 'size' | 'sizes' | 'book'> & { span: { from: Date; until: Date } }

function inputOf(row: Row, { span, ...beside }: Beside): Parameters<typeof suggestSize>[0] {
  const days = (span.until.getTime() - Math.max(span.from.getTime(), row.createdAt.getTime())) / DAY_MS
  return {
    ...beside,
    shape: {
      profile: row.profile,
      copies: scalingSchema.parse(row.scaling),
      // Estimates say whose prices they were made with; what none says is the provider's.
      target: row.target === 'local' ? 'local' : 'aws',
    },
    // Less than a day says nothing about a month.
    measured: { attempts: Number(row.attempts), usedMs: Number(row.usedMs), days: Math.max(1, days) },
    peakMemoryMib: row.peak,
    longestMs: row.longest,
    timeoutMs: (row.timeoutSeconds ?? 0) * 1000,
  }
}

import type { Actor } from '../auth/actor.ts'
import { authorise } from '../auth/authorise.ts'
import { db, unsafeDb } from '../db/client.ts'
import type { LettersNamed } from '../dead-letters/schema.ts'
import { BareCountError, notFound } from '../errors.ts'
import { readLoad } from '../runs/read-load.ts'
import { forecastReplay } from './forecast.ts'
import { limitsLeft } from './limits-left.ts'
import { chosenLetters } from './list-items.ts'
import { outcomeNow, withNewest } from './outcome-now.ts'
import { type Rehearsal, type Unneeded, unneeded } from './rehearsal.ts'
import { rehearseGates } from './rehearse-gates.ts'
import { MAX_ITEMS, type RehearseInput, rehearseInput } from './schema.ts'
import { readThreshold } from './threshold.ts'

/**
 * What would come of a replay, were it begun now: nothing is changed and nothing is kept. Throws `not_found` when no
 * open dead letter is meant, `invalid_input` when more are than one replay takes.
 */
export async function rehearseReplay(actor: Actor, given: RehearseInput, now = new Date()): Promise<Rehearsal> {
  authorise(actor, 'run:start')
  const { letters, ratePerSecond } = rehearseInput.parse(given)
  const { tenantId } = actor
  const [counts, load, threshold] = await Promise.all([
    countOutcomes(tenantId, letters, now),
    readLoad(db, tenantId, now),
    readThreshold(db, tenantId),
  ])
  const total = counts.reduce((sum, { count }) => sum + count, 0)
  if (!total) throw notFound('open dead letter')
  refuseTooMany(total)
  const ready = new Map(counts.flatMap(({ outcome, runnerId, count }) => (outcome ? [] : [[runnerId, count] as const])))
  const runnerIds = [...ready.keys()].sort()
  const [denied, pasts] = await Promise.all([rehearseGates(actor, runnerIds), pastRuns(tenantId, runnerIds, now)])
  const runners = pasts.map((past) => ({
    ...past,
    ready: ready.get(past.runnerId) ?? 0,
    refusals: denied.get(past.runnerId) ?? [],
  }))
  const forecast = forecastReplay(
    runners.filter(({ refusals }) => !refusals.length),
    limitsLeft(load),
    ratePerSecond,
  )
  const gated = runners.reduce((sum, runner) => sum + (runner.refusals.length ? runner.ready : 0), 0)
  const wouldBeDenied = gated + forecast.beyondLimits
  const reached = [...ready.values()].reduce((sum, count) => sum + count, 0)
  return {
    at: now.toISOString(),
    total,
    notOpen: letters.ids ? Math.max(0, new Set(letters.ids).size - total) : 0,
    wouldRun: reached - wouldBeDenied,
    wouldBeDenied,
    needNoRun: Object.fromEntries(
      unneeded.map((outcome) => [
        outcome,
        counts.reduce((sum, row) => sum + (row.outcome === outcome ? row.count : 0), 0),
      ]),
    ) as Record<Unneeded, number>,
    runners: runners.map(({ environmentId: _, concurrency: __, ...runner }) => runner),
    forecast,
    threshold: threshold.most,
    mass: total > threshold.most,
  }
}

/** Throws `invalid_input` when there are more than one replay takes. Pure. */
export function refuseTooMany(total: number): void {
  if (total <= MAX_ITEMS) return
  const message = `More than ${MAX_ITEMS} dead letters are meant; one replay takes as many at the most.`
  throw new BareCountError('invalid_input', message, {
    faults: [{ path: 'letters', message, remedy: 'Narrow the filter, by time or by runner.' }],
  })
}

type OutcomeCount = { runnerId: string; outcome: Unneeded | null; count: number }

/** How many tokens of each runner would end how; null is a token that would come to its gate. One statement for all. */
function countOutcomes(tenantId: string, letters: LettersNamed, now: Date): Promise<OutcomeCount[]> {
  return unsafeDb.$queryRaw<OutcomeCount[]>`
    select d."runnerId", ${outcomeNow(now)} as outcome, count(*)::int as count
    from (${chosenLetters(tenantId, letters)}) d ${withNewest}
    group by 1, 2`
}

const PAST_DAYS = 30

type Past = {
  runnerId: string
  runner: string
  environment: string
  environmentId: string
  runnerClass: string
  concurrency: number
  averageMs: number | null
  averageMicros: number | null
  pastRuns: number
}

/** What these runners are, and what a run of each took on average lately, its retries included. */
function pastRuns(tenantId: string, runnerIds: string[], now: Date): Promise<Past[]> {
  const since = new Date(now.getTime() - PAST_DAYS * 24 * 3600_000)
  return unsafeDb.$queryRaw<Past[]>`
    select r.id as "runnerId", r.name as runner, e.name as environment, r."environmentId",
      r."runnerClass"::text as "runnerClass", r."concurrencyLimit" as concurrency,
      u."usedMs"::float8 / nullif(u.runs, 0) as "averageMs", u."costMicros"::float8 / nullif(u.runs, 0) as "averageMicros",
      coalesce(u.runs, 0)::int as "pastRuns"
    from "Runner" r
    join "Environment" e on e.id = r."environmentId"
    left join lateral (
      select sum(u."usedMs") as "usedMs", sum(u."costMicros") as "costMicros", sum(u.succeeded + u.failed) as runs
      from "UsageDay" u
      where u."tenantId" = r."tenantId" and u."runnerId" = r.id and u.day >= ${since}::date
    ) u on true
    where r."tenantId" = ${tenantId} and r.id = any(${runnerIds}::text[])
    order by r.id`
}

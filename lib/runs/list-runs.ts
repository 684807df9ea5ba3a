import type { Actor } from '../auth/actor.ts'
import { authorise } from '../auth/authorise.ts'
import { db } from '../db/client.ts'
import { pageOf } from '../db/page.ts'
import { instantOfId, leastIdAt } from '../ids.ts'
import type { RunFilters } from './schema.ts'
import { findRunIds } from './search/find-run-ids.ts'
import { planSearch, type RunColumn } from './search/plan-search.ts'

const listed = {
  id: true,
  runnerId: true,
  token: true,
  origin: true,
  status: true,
  attempt: true,
  cause: true,
  reason: true,
  coldStart: true,
  durationMs: true,
  maxMemoryMib: true,
  costMicros: true,
  correlationId: true,
  replayOfId: true,
  runnerClass: true,
  createdAt: true,
  startedAt: true,
  finishedAt: true,
  runner: { select: { name: true, pipeline: true, environment: { select: { name: true, rank: true } } } },
} as const

const HOUR_MS = 3600_000
const sinceMs = (since: NonNullable<RunFilters['since']>) =>
  Number.parseInt(since, 10) * (since.endsWith('d') ? 24 : 1) * HOUR_MS

/** Runners that are looked at for a pipeline or a token. */
const MOST_RUNNERS = 2000

type Page = { cursor?: string | undefined; limit?: number | undefined }

/**
 * Runs, newest first, without input and result; `cursor` is `next` of the page before. What is rare is looked for in a
 * bounded number of runs a page: `lookedBackTo` then says how far, and `next` goes on from there.
 */
export async function listRuns(actor: Actor, { cursor, limit = 50, ...filters }: RunFilters & Page = {}) {
  authorise(actor, 'run:read')
  const { tenantId } = actor
  const columns = await columnsOf(filters)
  if (!columns) return { runs: [], next: undefined, lookedBackTo: undefined }
  const plan = planSearch(columns, filters.pipeline !== undefined)
  const runners = plan.perRunner || filters.pipeline ? await runnersFor(tenantId, filters.pipeline) : []
  const foreign = filters.pipeline && columns.runnerId && !runners.includes(columns.runnerId)
  if (foreign) return { runs: [], next: undefined, lookedBackTo: undefined }
  const until = filters.to ? leastIdAt('run', new Date(filters.to)) : undefined
  const below = cursor && until ? (cursor < until ? cursor : until) : (cursor ?? until)
  const begin = filters.from ? new Date(filters.from) : filters.since && new Date(Date.now() - sinceMs(filters.since))
  const from = begin && leastIdAt('run', begin)
  const found = await findRunIds(plan, { tenantId, below, from, limit: limit + 1 }, runners)
  const page = pageOf(found.ids, limit, (last) => last)
  const rows = await db.run.findMany({
    where: { tenantId, id: { in: page.rows } },
    select: listed,
    orderBy: { id: 'desc' },
  })
  const runs = rows.map(({ costMicros, ...row }) => ({
    ...row,
    // JSON has no integer this large.
    costMicros: costMicros === null ? null : String(costMicros),
  }))
  return {
    runs,
    next: page.next ?? found.horizon,
    lookedBackTo: page.next ? undefined : found.horizon && instantOfId(found.horizon),
  }
}

/** The filters as columns of a run; undefined when the environment is not there. */
async function columnsOf(filters: RunFilters): Promise<Partial<Record<RunColumn, string>> | undefined> {
  const { environment: name, class: runnerClass } = filters
  const environment = name ? await db.environment.findUnique({ where: { name }, select: { id: true } }) : undefined
  if (environment === null) return undefined
  const asked: Record<RunColumn, string | undefined> = {
    runnerId: filters.runnerId,
    token: filters.token,
    correlationId: filters.correlationId,
    status: filters.status,
    cause: filters.cause,
    origin: filters.origin,
    runnerClass,
    environmentId: environment?.id,
  }
  return Object.fromEntries(Object.entries(asked).filter(([, value]) => value)) as Partial<Record<RunColumn, string>>
}

/** Runners of a pipeline, or all of the tenant: destroyed ones have runs too. */
async function runnersFor(tenantId: string, pipeline: string | undefined): Promise<string[]> {
  const rows = await db.runner.findMany({
    where: { tenantId, ...(pipeline ? { pipeline } : {}) },
    select: { id: true },
    orderBy: { id: 'desc' },
    take: MOST_RUNNERS,
  })
  return rows.map(({ id }) => id)
}

import type { Actor } from '../auth/actor.ts'
import { authorise } from '../auth/authorise.ts'
import { db, type Tx, unsafeDb, unsafeTx } from '../db/client.ts'
import { type RunnerClassName, runnerClasses } from '../manifests/classes.ts'
import { ANY } from '../policy/matrix/matrix-words.ts'
import { readQuotaLayers } from '../policy/matrix/read-layers.ts'
import { type ResolvedFigure, resolveClassLimits, resolveQuota } from '../policy/matrix/resolve-quota.ts'
import { type BurnPoint, burnDown } from './burn-down.ts'
import { daysAfter, type Month, monthNamed, monthOf } from './months.ts'
import { type Projection, projectMonth } from './project-month.ts'

const HOUR_MS = 3_600_000
/** The pace of a month's first days comes from the week before it. */
const WEEK = 7

/** One limit of a month: how much of it is used, set aside and left. Money in micro-dollars, time in milliseconds. */
export type LimitStanding = {
  kind: 'budget' | 'hours'
  /** Of one environment's budget; empty: of all. */
  environment: string
  /** Of a limit on hours; empty: of all. */
  class: RunnerClassName | ''
  limit: number | null
  scope: ResolvedFigure['scope']
  used: number
  /** Set aside for runs that are under way. */
  reserved: number
  /** Null where there is no limit; below zero where more was used than a limit set later allows. */
  left: number | null
  projection: Projection | null
  burnDown: BurnPoint[]
}

/** Runs at once of a class, beside how many are under way. */
export type RunningStanding = {
  class: RunnerClassName
  running: number
  limit: number | null
  scope: ResolvedFigure['scope']
}

export type Limits = { month: string; limits: LimitStanding[]; running: RunningStanding[] }

/**
 * The budgets and hours of a month, as the gate of runs counts them, with what is set aside and where the month is
 * heading: the tenant's budget, those of environments that have one, and hours of each class that is limited or used.
 */
export async function readLimits(
  actor: Actor,
  asked: { month?: string | undefined } = {},
  now = new Date(),
): Promise<Limits> {
  authorise(actor, 'cost:read')
  const { tenantId } = actor
  const month = monthNamed(asked.month ?? monthOf(now))
  const [layers, counted, days, environments, running] = await Promise.all([
    readQuotaLayers(db, tenantId),
    db.usageMonth.findMany({ where: { tenantId, month: month.name } }),
    readDays(tenantId, month),
    db.environment.findMany({ orderBy: { rank: 'asc' }, select: { id: true, name: true } }),
    countRunning(db, tenantId),
  ])
  const classLimits = resolveClassLimits(layers)
  const budgetOf = (environment: { id: string; name: string } | undefined): LimitStanding | undefined => {
    const { monthlyBudget } = resolveQuota(layers, environment?.name ?? ANY)
    if (environment && monthlyBudget.value === null) return undefined
    const here = (row: { environmentId: string }) => !environment || row.environmentId === environment.id
    const rows = counted.filter(here)
    return standing(
      {
        kind: 'budget',
        environment: environment?.name ?? '',
        class: '',
        limit: monthlyBudget.value,
        scope: monthlyBudget.scope,
      },
      {
        used: sum(rows, 'costMicros'),
        reserved: sum(rows, 'reservedMicros'),
        days: byDay(days.filter(here), 'costMicros'),
      },
      { month, now },
    )
  }
  const hoursOf = (name: RunnerClassName): LimitStanding | undefined => {
    const { value, scope } = classLimits[name].monthlyHours
    const here = (row: { runnerClass: string }) => row.runnerClass === name
    const rows = counted.filter(here)
    if (value === null && rows.length === 0) return undefined
    return standing(
      {
        kind: 'hours',
        environment: '',
        class: name,
        limit: value === null ? null : Math.round(value * HOUR_MS),
        scope,
      },
      { used: sum(rows, 'usedMs'), reserved: sum(rows, 'reservedMs'), days: byDay(days.filter(here), 'usedMs') },
      { month, now },
    )
  }
  const limits = [budgetOf(undefined), ...environments.map(budgetOf), ...runnerClasses.map(hoursOf)]
  return {
    month: month.name,
    limits: limits.filter((one) => one !== undefined),
    running: runnerClasses.map((name) => {
      const { value, scope } = classLimits[name].maxRunning
      return { class: name, running: running.get(name) ?? 0, limit: value, scope }
    }),
  }
}

type Subject = Pick<LimitStanding, 'kind' | 'environment' | 'class' | 'limit' | 'scope'>
type Use = { used: number; reserved: number; days: ReadonlyMap<string, number> }

function standing(
  subject: Subject,
  { used, reserved, days }: Use,
  { month, now }: { month: Month; now: Date },
): LimitStanding {
  const { limit } = subject
  return {
    ...subject,
    used,
    reserved,
    left: limit === null ? null : limit - used - reserved,
    projection: projectMonth({ month, now, used, days, limit }) ?? null,
    burnDown: limit === null ? [] : burnDown({ month, limit, now, days }),
  }
}

type DayRow = { day: string; runnerClass: string; environmentId: string; usedMs: bigint; costMicros: bigint }

/** The days of the month and of the week before it, by class and environment. */
function readDays(tenantId: string, { from, until }: Month): Promise<DayRow[]> {
  return unsafeDb.$queryRaw<DayRow[]>`
    select day::text as day, "runnerClass"::text as "runnerClass", "environmentId",
      sum("usedMs")::bigint as "usedMs", sum("costMicros")::bigint as "costMicros"
    from "UsageDay"
    where "tenantId" = ${tenantId} and day >= ${daysAfter(from, -WEEK)}::date and day < ${until}::date
    group by 1, 2, 3`
}

function byDay(rows: readonly DayRow[], name: 'usedMs' | 'costMicros'): Map<string, number> {
  const days = new Map<string, number>()
  for (const row of rows) days.set(row.day, (days.get(row.day) ?? 0) + Number(row[name]))
  return days
}

type Counted = 'usedMs' | 'reservedMs' | 'costMicros' | 'reservedMicros'
function sum<N extends Counted>(rows: readonly Record<N, bigint>[], name: N): number {
  return rows.reduce((total, row) => total + Number(row[name]), 0)
}

/** Runs under way, by class. */
async function countRunning(tx: Tx, tenantId: string): Promise<Map<string, number>> {
  const rows = await unsafeTx(tx).$queryRaw<{ name: string; running: bigint }[]>`
    select "runnerClass"::text as name, count(*) as running
    from "Run" where "tenantId" = ${tenantId} and status = 'running' group by 1`
  return new Map(rows.map(({ name, running }) => [name, Number(running)]))
}

import { type Tx, unsafeTx } from '../db/client.ts'
import type { RunnerClassName } from '../manifests/classes.ts'
import { defaultQuota } from '../policy/schema.ts'
import { monthOf } from '../usage/months.ts'
import type { Load } from './admission.ts'

type Row = {
  platformMax: number | null
  platformRunning: bigint
  tenantMax: number | null
  monthlyBudget: bigint | null
  running: { runnerId: string; runnerClass: RunnerClassName; running: number }[] | null
  limits: { runnerClass: RunnerClassName; maxRunning: number | null; monthlyMs: number | null }[] | null
  budgets: { id: string; monthlyBudget: number }[] | null
  used: Used[] | null
  pauses: { runnerId: string | null; environmentId: string | null; reason: string }[] | null
}
type Used = { runnerClass: RunnerClassName; environmentId: string; ms: number; msReserved: number } & {
  micros: number
  microsReserved: number
}

/**
 * Locks what a tenant's runs take, until the transaction ends, and reads it: the one place where a tenant's runs are let
 * in one after another.
 */
export async function lockLoad(tx: Tx, tenantId: string, now: Date): Promise<Load> {
  await unsafeTx(tx).$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`load:${tenantId}`}, 0))`
  return readLoad(tx, tenantId, now)
}

/**
 * How many more runs may begin over all tenants; nobody else lets one begin until the transaction ends. Asked last, with
 * the tenant's load locked: whatever comes after it holds up every tenant.
 */
export async function lockPlatform(tx: Tx, { platform: { max } }: Load): Promise<number> {
  if (max === undefined) return Number.POSITIVE_INFINITY
  const raw = unsafeTx(tx)
  await raw.$executeRaw`select pg_advisory_xact_lock(hashtextextended('load', 0))`
  return max - (await raw.run.count({ where: { status: 'running' } }))
}

/** What a tenant's runs take, as somebody sees it who lets nothing begin by it. */
export async function readLoad(tx: Tx, tenantId: string, now: Date): Promise<Load> {
  const raw = unsafeTx(tx)
  const [row] = await raw.$queryRaw<[Row]>`
    select
      (select max("platformConcurrency") from "Quota" where "tenantId" = '') as "platformMax",
      case when exists (select 1 from "Quota" where "platformConcurrency" is not null)
        then (select count(*) from "Run" where status = 'running') else 0 end as "platformRunning",
      (select "maxConcurrency" from "Quota"
        where "tenantId" in (${tenantId}, '') and environment = '' and "maxConcurrency" is not null
        order by scope desc limit 1) as "tenantMax",
      (select "monthlyBudget" from "Quota"
        where "tenantId" in (${tenantId}, '') and environment = '' and "monthlyBudget" is not null
        order by scope desc limit 1) as "monthlyBudget",
      (select json_agg(r) from (
        select "runnerId", "runnerClass", count(*)::int as running from "Run"
        where "tenantId" = ${tenantId} and status = 'running' group by 1, 2) r) as running,
      (select json_agg(l) from (
        select "runnerClass",
          (array_agg("maxRunning" order by scope desc) filter (where "maxRunning" is not null))[1] as "maxRunning",
          (array_agg("monthlyMs" order by scope desc) filter (where "monthlyMs" is not null))[1] as "monthlyMs"
        from "ClassLimit" where "tenantId" in (${tenantId}, '') group by 1) l) as limits,
      (select json_agg(b) from (
        select distinct on (e.id) e.id, q."monthlyBudget" from "Quota" q join "Environment" e on e.name = q.environment
        where q."tenantId" in (${tenantId}, '') and q."monthlyBudget" is not null
        order by e.id, q.scope desc) b) as budgets,
      (select json_agg(u) from (
        select "runnerClass", "environmentId", "usedMs" as ms, "reservedMs" as "msReserved", "costMicros" as micros,
          "reservedMicros" as "microsReserved"
        from "UsageMonth" where "tenantId" = ${tenantId} and month = ${monthOf(now)}) u) as used,
      (select json_agg(p) from (
        select "runnerId", "environmentId", reason from "Pause"
        where "tenantId" = ${tenantId} and "resumedAt" is null) p) as pauses`
  return loadOf(row)
}

function loadOf(row: Row): Load {
  const { running, limits, used, budgets, pauses } = row
  const total = (running ?? []).reduce((sum, one) => sum + one.running, 0)
  const load: Load = {
    platform: { running: Number(row.platformRunning), max: row.platformMax ?? undefined },
    tenant: { running: total, max: row.tenantMax ?? defaultQuota.maxConcurrency },
    classes: new Map(),
    runners: new Map(),
    hours: new Map(),
    budget: { used: 0, reserved: 0, ...limitOf(row.monthlyBudget) },
    environments: new Map(),
    paused: { runners: new Map(), environments: new Map() },
  }
  for (const { runnerClass, maxRunning, monthlyMs } of limits ?? []) {
    load.classes.set(runnerClass, { running: 0, max: maxRunning ?? undefined })
    load.hours.set(runnerClass, { used: 0, reserved: 0, ...limitOf(monthlyMs) })
  }
  for (const one of running ?? []) {
    const ofClass = load.classes.get(one.runnerClass)
    load.classes.set(one.runnerClass, { ...ofClass, running: (ofClass?.running ?? 0) + one.running })
    load.runners.set(one.runnerId, { running: (load.runners.get(one.runnerId)?.running ?? 0) + one.running })
  }
  for (const { id, monthlyBudget } of budgets ?? []) {
    load.environments.set(id, { used: 0, reserved: 0, limit: monthlyBudget })
  }
  for (const one of used ?? []) addUse(load, one)
  for (const { runnerId, environmentId, reason } of pauses ?? []) {
    if (runnerId) load.paused.runners.set(runnerId, `The runner is paused: ${reason}`)
    else if (environmentId) load.paused.environments.set(environmentId, `The environment is paused: ${reason}`)
    else load.paused.tenant = `The tenant is paused: ${reason}`
  }
  return load
}

function addUse(load: Load, one: Used): void {
  const hours = load.hours.get(one.runnerClass) ?? { used: 0, reserved: 0 }
  load.hours.set(one.runnerClass, { ...hours, used: hours.used + one.ms, reserved: hours.reserved + one.msReserved })
  const add = (to: { used: number; reserved: number }) => ({
    ...to,
    used: to.used + one.micros,
    reserved: to.reserved + one.microsReserved,
  })
  load.budget = add(load.budget)
  load.environments.set(one.environmentId, add(load.environments.get(one.environmentId) ?? { used: 0, reserved: 0 }))
}

const limitOf = (limit: bigint | number | null) => (limit === null ? {} : { limit: Number(limit) })

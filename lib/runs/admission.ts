import { formatMicros } from '../cost/money.ts'
import type { RunnerClassName } from '../manifests/classes.ts'
import { sayDuration } from '../say-duration.ts'

/** Runs under way, and the most there may be; undefined: no limit. */
export type Places = { running: number; max?: number | undefined }

/** What is used up, what is set aside for runs under way, and the most there may be; undefined: no limit. */
export type Allowance = { used: number; reserved: number; limit?: number | undefined }

/** What a tenant's runs take at this instant, and what limits them. `admit` moves it on. */
export type Load = {
  platform: Places
  tenant: Places
  classes: Map<RunnerClassName, Places>
  runners: Map<string, Places>
  /** Milliseconds of this month by class. */
  hours: Map<RunnerClassName, Allowance>
  /** Micro-dollars of this month. */
  budget: Allowance
  environments: Map<string, Allowance>
  /** Why nothing begins, by runner, by environment, and in the whole tenant. */
  paused: { runners: Map<string, string>; environments: Map<string, string>; tenant?: string | undefined }
}

export type Candidate = {
  runnerId: string
  runnerClass: RunnerClassName
  environmentId: string
  /** The most it may take, in milliseconds and micro-dollars: what is set aside until it ends. */
  asks: { ms: number; micros: number }
}

export type Admission = { starts: true } | { starts: false; waits: string }

const none: Allowance = { used: 0, reserved: 0 }

/** Why no run of a runner may begin now whatever it asks for: a pause, or no place; undefined: one may. Pure. */
export function noPlace(load: Load, { runnerId, runnerClass, environmentId }: Omit<Candidate, 'asks'>) {
  const { platform, tenant, paused, classes, runners } = load
  return (
    paused.runners.get(runnerId) ??
    paused.environments.get(environmentId) ??
    paused.tenant ??
    full(runners.get(runnerId), 'of this runner') ??
    full(classes.get(runnerClass), `of the tenant’s class ${runnerClass}`) ??
    full(tenant, 'of the tenant') ??
    full(platform, 'of all tenants')
  )
}

/**
 * Whether one more run may begin now, and if so makes room for it in the load. What it says no to waits: that what is used
 * up lets it run at all is for its gate to say, which is asked before. Pure but for the load.
 */
export function admit(load: Load, candidate: Candidate): Admission {
  const { runnerId, runnerClass, environmentId, asks } = candidate
  const { platform, tenant } = load
  const ofClass = load.classes.get(runnerClass) ?? { running: 0 }
  const ofRunner = load.runners.get(runnerId) ?? { running: 0 }
  const hours = load.hours.get(runnerClass) ?? none
  const environment = load.environments.get(environmentId) ?? none
  const why =
    noPlace(load, candidate) ??
    tight(hours, asks.ms, `runtime of ${runnerClass}`, sayDuration) ??
    tight(load.budget, asks.micros, 'budget', formatMicros) ??
    tight(environment, asks.micros, 'budget of the environment', formatMicros)
  if (why) return { starts: false, waits: why }
  for (const places of [platform, tenant, ofClass, ofRunner]) places.running++
  load.classes.set(runnerClass, ofClass)
  load.runners.set(runnerId, ofRunner)
  load.hours.set(runnerClass, { ...hours, reserved: hours.reserved + asks.ms })
  load.budget = { ...load.budget, reserved: load.budget.reserved + asks.micros }
  load.environments.set(environmentId, { ...environment, reserved: environment.reserved + asks.micros })
  return { starts: true }
}

/** What is left to set aside for a run of a class in an environment, in milliseconds and micro-dollars; never negative. Pure. */
export function leftFor(
  { hours, budget, environments }: Load,
  { runnerClass, environmentId }: Pick<Candidate, 'runnerClass' | 'environmentId'>,
): Candidate['asks'] {
  const left = ({ used, reserved, limit = Number.MAX_SAFE_INTEGER }: Allowance = none) =>
    Math.max(0, limit - used - reserved)
  return { ms: left(hours.get(runnerClass)), micros: Math.min(left(budget), left(environments.get(environmentId))) }
}

function full({ running, max }: Places = { running: 0 }, whose: string): string | undefined {
  if (max === undefined || running < max) return undefined
  return max === 0 ? `No run ${whose} may begin.` : `All ${max} places ${whose} are taken.`
}

/** Why it may not begin: when those under way end, what was set aside for them and they did not use is free again. */
function tight(
  { used, reserved, limit }: Allowance,
  asks: number,
  what: string,
  say: (figure: number) => string,
): string | undefined {
  if (limit === undefined || used + reserved + asks <= limit) return undefined
  const left = `${say(Math.max(0, limit - used))} of the month’s ${what} are left`
  if (used + asks > limit) return `${left}, and a run may take ${say(asks)}.`
  return `${left}, and ${say(reserved)} of that is set aside for runs under way.`
}

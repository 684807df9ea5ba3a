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

/**
 * Whether one more run may begin now, and if so makes room for it in the load. What it says no to waits: a limit in
 * numbers is a matter of time, and whether what is used up lets it run at all is the policies' to say. Pure but for the
 * load.
 */
export function admit(load: Load, { runnerId, runnerClass, environmentId, asks }: Candidate): Admission {
  const { platform, tenant, paused } = load
  const ofClass = load.classes.get(runnerClass) ?? { running: 0 }
  const ofRunner = load.runners.get(runnerId) ?? { running: 0 }
  const hours = load.hours.get(runnerClass) ?? none
  const environment = load.environments.get(environmentId) ?? none
  const pause = paused.runners.get(runnerId) ?? paused.environments.get(environmentId) ?? paused.tenant
  const why =
    pause ??
    full(ofRunner, 'of this runner') ??
    full(ofClass, `of the tenant’s class ${runnerClass}`) ??
    full(tenant, 'of the tenant') ??
    full(platform, 'of all tenants') ??
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

function full({ running, max }: Places, whose: string): string | undefined {
  if (max === undefined || running < max) return undefined
  return max === 0 ? `No run ${whose} may begin.` : `All ${max} places ${whose} are taken.`
}

/** It would fit, were it not for what is set aside for others: when they end, what they did not use is free again. */
function tight(
  { used, reserved, limit }: Allowance,
  asks: number,
  what: string,
  say: (figure: number) => string,
): string | undefined {
  if (limit === undefined || used + asks > limit || used + reserved + asks <= limit) return undefined
  return `${say(limit - used)} of the month’s ${what} are left, and ${say(reserved)} of that is set aside for runs under way.`
}

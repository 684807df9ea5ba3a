/** One runner's share of a replay, with what its past runs took. */
export type RunnerShare = {
  runnerId: string
  environmentId: string
  runnerClass: string
  /** Tokens that would run. */
  ready: number
  /** Runs it may have at once. */
  concurrency: number
  /** Of its past runs, on average; null when there are none. */
  averageMs: number | null
  averageMicros: number | null
}

/** A limit on what may be used in a month, with what is left of it now. Figures in micro-dollars or milliseconds. */
export type LimitLeft = {
  what: 'tenant_budget' | 'environment_budget' | 'class_hours'
  /** The environment or class it is of; empty for the tenant's. */
  of: string
  limit: number
  left: number
}

export type Forecast = {
  costMicros: number
  runtimeMs: number
  /** From the first token's start to the last one's end, at the rate asked for and the runners' own limits. */
  elapsedMs: number
  /** Tokens of runners without past runs: what they take is in none of the figures. */
  unknown: number
  /** Tokens that would find a limit used up. */
  beyondLimits: number
  limits: (LimitLeft & { needed: number })[]
}

/**
 * What a replay is expected to take, and whether the month's limits hold it. Runners are served in their order, each as
 * far as every limit that binds it reaches; estimates are averages, so the gate of each run has the last word. Pure.
 */
export function forecastReplay(shares: readonly RunnerShare[], limits: readonly LimitLeft[], rate: number): Forecast {
  const left = limits.map((limit) => ({ ...limit, rest: limit.left, needed: 0 }))
  let beyondLimits = 0
  for (const share of shares) {
    const binding = left.filter((limit) => binds(limit, share))
    const fits = binding.map((limit) => {
      const each = takes(limit, share)
      limit.needed += share.ready * each
      // A limit that is used up denies even what costs nothing.
      if (limit.rest <= 0) return 0
      return each > 0 ? Math.floor(limit.rest / each) : share.ready
    })
    const served = Math.min(share.ready, ...fits)
    for (const limit of binding) limit.rest -= served * takes(limit, share)
    beyondLimits += share.ready - served
  }
  const total = shares.reduce((sum, { ready }) => sum + ready, 0)
  const busiest = Math.max(
    0,
    ...shares.map(
      ({ ready, averageMs, concurrency }) => Math.ceil(ready / Math.max(1, concurrency)) * (averageMs ?? 0),
    ),
  )
  return {
    costMicros: sumOf(shares, ({ averageMicros }) => averageMicros),
    runtimeMs: sumOf(shares, ({ averageMs }) => averageMs),
    elapsedMs: Math.round(Math.max((total / rate) * 1000, busiest)),
    unknown: shares.reduce((sum, { ready, averageMs }) => sum + (averageMs === null ? ready : 0), 0),
    beyondLimits,
    limits: left.map(({ rest: _, needed, ...limit }) => ({ ...limit, needed: Math.round(needed) })),
  }
}

function binds({ what, of }: LimitLeft, { environmentId, runnerClass }: RunnerShare): boolean {
  return what === 'tenant_budget' || of === (what === 'class_hours' ? runnerClass : environmentId)
}

const takes = ({ what }: LimitLeft, { averageMs, averageMicros }: RunnerShare) =>
  (what === 'class_hours' ? averageMs : averageMicros) ?? 0

const sumOf = (shares: readonly RunnerShare[], each: (share: RunnerShare) => number | null) =>
  Math.round(shares.reduce((sum, share) => sum + share.ready * (each(share) ?? 0), 0))

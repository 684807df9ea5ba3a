import type { RunnerClassName, RunnerSize } from '../manifests/classes.ts'
import type { NormalisedManifest } from '../manifests/schema.ts'
import { privatelyReachable } from '../policy/private-routes.ts'
import { assume } from './assumptions.ts'
import { countScheduledRuns } from './count-scheduled-runs.ts'
import type { AssumptionUsed, CostAssumptions, SizeFacts, VersionedPriceBook, Workload } from './schema.ts'

export type EstimateInput = {
  manifest: NormalisedManifest
  /** Rows of the size catalog. */
  sizes: readonly SizeFacts[]
  priceBook: VersionedPriceBook
  assumptions?: CostAssumptions
  /** The month that is counted begins here. */
  now: Date
  /** Runners of the environment that share the profile's primitives, this one included; 1 when left out. */
  sharedBy?: number
  target?: 'aws' | 'local'
}

/**
 * The workload a manifest declares, with every open question answered by an assumption; undefined when the size
 * catalog has no such row. Pure.
 */
export function workloadOf(input: EstimateInput): { work: Workload; assumptions: AssumptionUsed[] } | undefined {
  const { manifest, assumptions = {}, now, sharedBy = 1, target = 'aws' } = input
  const { runner, triggers, run } = manifest
  const size = sizeOf(input.sizes, runner.class, runner.size)
  if (!size) return undefined
  const { values, used } = assume(runner.class, triggers, run.timeout_seconds, assumptions)
  const schedules = triggers.filter((trigger) => trigger.kind === 'schedule')
  const work: Workload = {
    size,
    profile: runner.network_profile,
    copies: runner.class === 'container' ? { min: runner.scaling.min, max: runner.scaling.max } : { min: 1, max: 1 },
    scheduledRuns: countScheduledRuns(schedules, now),
    eventRuns: values.eventsPerMonth,
    durationMs: values.durationMs,
    logKbPerRun: values.logKbPerRun,
    storageMib: values.storageMib,
    secrets: Object.keys(runner.secrets).length,
    privateServices: privatelyReachable(runner.egress_allow).length,
    sharedBy,
    target,
  }
  return { work, assumptions: used }
}

/** The catalog row of a size, or undefined. */
export function sizeOf(sizes: readonly SizeFacts[], name: RunnerClassName, size: RunnerSize): SizeFacts | undefined {
  return sizes.find((row) => row.runnerClass === name && row.size === size)
}

import type { PulledSpec } from '../target.ts'
import type { InstanceStatus } from './instance-words.ts'

/** How long an instance is kept that has nothing to do. */
export const IDLE_MS = 60_000
const FIRST_BACKOFF_MS = 1000
const LONGEST_BACKOFF_MS = 60_000
/** More at once would only make each of them slower. */
const STARTS_AT_ONCE = 5

export type LiveInstance = {
  id: string
  status: InstanceStatus
  /** What it was started as. */
  specDigest: string
  synthetic: boolean
  /** Runs it carries out now. */
  running: number
  /** When it last had work, or became ready. */
  busyAt: Date
}

export type RunnerFacts = {
  /** It takes work: its version is proven and it has not been destroyed. */
  active: boolean
  spec: PulledSpec
  specDigest: string
  /** Runs that no instance has taken yet. */
  waiting: number
  instances: readonly LiveInstance[]
  /** The newest starts that failed in a row, without one that became ready since. */
  failures: { count: number; lastAt: Date } | undefined
}

export type InstancePlan = { start: number; drain: { id: string; reason: string }[] }

/**
 * What to start and what to end so that a runner has the instances it needs: of its present version only, as many as the
 * waiting and running work asks for, within its limits. Pure.
 */
export function planInstances(facts: RunnerFacts, now: Date, idleMs = IDLE_MS): InstancePlan {
  const { active, spec, specDigest, instances } = facts
  const open = instances.filter((one) => !one.synthetic && one.status !== 'draining')
  const stale = open.filter((one) => !active || one.specDigest !== specDigest)
  const current = open.filter((one) => !stale.includes(one))
  const drain = stale.map(({ id }) => ({
    id,
    reason: active ? 'Another version takes the work now.' : 'The runner was taken off.',
  }))
  const wanted = active ? wantedInstances(spec, facts.waiting, sum(current.map(({ running }) => running))) : 0
  const missing = Math.max(0, wanted - current.length)
  if (missing > 0) return { start: mayStart(facts, now) ? Math.min(missing, STARTS_AT_ONCE) : 0, drain }
  const idle = current
    .filter((one) => one.status === 'ready' && one.running === 0 && now.getTime() - one.busyAt.getTime() >= idleMs)
    .slice(0, current.length - wanted)
  const reason = `It had no work for ${Math.round(idleMs / 1000)} s.`
  return { start: 0, drain: [...drain, ...idle.map(({ id }) => ({ id, reason }))] }
}

/**
 * How many instances the work asks for: a container for what its instances carry out, and one more for every
 * `targetQueueDepth` runs that wait, between `min` and `max`; a host for every run, up to the concurrency. Pure.
 */
export function wantedInstances(spec: PulledSpec, waiting: number, running: number): number {
  if (spec.class === 'dedicated_compute') return Math.min(spec.concurrency, waiting + running)
  const { min, max, targetQueueDepth } = spec.scaling
  const wanted = Math.ceil(running / spec.runsPerInstance + waiting / targetQueueDepth)
  return Math.min(max, Math.max(min, wanted))
}

/** How long to wait after so many starts that failed in a row. Pure. */
export function backoffMs(failures: number): number {
  return Math.min(LONGEST_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** Math.max(0, failures - 1))
}

function mayStart({ failures }: RunnerFacts, now: Date): boolean {
  return !failures || now.getTime() >= failures.lastAt.getTime() + backoffMs(failures.count)
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0)

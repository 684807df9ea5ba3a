import type { ReplayStatusName } from './schema.ts'

const next: Record<ReplayStatusName, readonly ReplayStatusName[]> = {
  waiting_approval: ['ready', 'rejected', 'expired', 'withdrawn', 'voided'],
  ready: ['canary', 'stopped', 'voided'],
  canary: ['running', 'paused', 'stopped', 'finished'],
  running: ['paused', 'stopped', 'finished'],
  paused: ['canary', 'running', 'stopped', 'finished'],
  stopped: [],
  finished: [],
  rejected: [],
  expired: [],
  withdrawn: [],
  voided: [],
}

/** Whether a replay may go from `from` to `to`. Pure. */
export function mayBecome(from: ReplayStatusName, to: ReplayStatusName): boolean {
  return next[from].includes(to)
}

/** The statuses from which `to` can be reached: what a compare-and-set asks for. Pure. */
export function sourcesOf(to: ReplayStatusName): ReplayStatusName[] {
  return (Object.keys(next) as ReplayStatusName[]).filter((from) => mayBecome(from, to))
}

/** Whether tokens may begin. Pure. */
export function begins(status: ReplayStatusName): status is 'canary' | 'running' {
  return status === 'canary' || status === 'running'
}

import type { RunStatus } from './run-words.ts'

/**
 * Where a run may go from where it is. A running run may begin again as the next attempt, when its worker died, and
 * waits again when the agent that held it fell silent; a denied one has had no effect and may be asked for again.
 */
const next: Record<RunStatus, readonly RunStatus[]> = {
  queued: ['running', 'cancelled', 'failed', 'denied'],
  running: ['running', 'queued', 'retrying', 'succeeded', 'failed', 'denied', 'cancelled'],
  retrying: ['queued', 'failed', 'cancelled'],
  succeeded: [],
  failed: [],
  denied: ['queued'],
  cancelled: [],
}

/** Whether a run may go from `from` to `to`. Pure. */
export function mayBecome(from: RunStatus, to: RunStatus): boolean {
  return next[from].includes(to)
}

/** The statuses from which `to` can be reached: what a compare-and-set asks for. Pure. */
export function sourcesOf(to: RunStatus): RunStatus[] {
  return (Object.keys(next) as RunStatus[]).filter((from) => mayBecome(from, to))
}

/** Whether nothing changes any more by itself. Pure. */
export function isOver(status: RunStatus): boolean {
  return status !== 'queued' && status !== 'running' && status !== 'retrying'
}

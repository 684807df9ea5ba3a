import type { TriageStatusName } from './words.ts'

type Standing = { status: TriageStatusName; statusUntil: Date | null }

/** How a finding stands at an instant: what has expired by then is open. Pure. */
export function statusNow({ status, statusUntil }: Standing, now: Date): TriageStatusName {
  return statusUntil && statusUntil <= now ? 'open' : status
}

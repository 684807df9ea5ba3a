import { offsetAt } from '../time-zones.ts'

const MINUTE = 60_000
const STEP = 6 * 3600_000

/** A stretch of time in which the clocks of a zone are not set. */
export type Steady = { from: number; to: number; offset: number }

/** The stretches between `from` and `to`, in order: one, and one more for each change of the clocks. Pure. */
export function steadyStretches(zone: string, from: number, to: number): Steady[] {
  const found: Steady[] = []
  let start = from
  let offset = offsetAt(zone, from)
  for (let at = from; at < to; ) {
    const next = Math.min(at + STEP, to)
    const then = offsetAt(zone, next)
    if (then !== offset) {
      const change = changeBetween(zone, at, next, offset)
      found.push({ from: start, to: change, offset })
      start = change
      offset = then
    }
    at = next
  }
  if (start < to) found.push({ from: start, to, offset })
  return found
}

/** The instant, to the minute, at which the clocks are set. They are set on whole minutes everywhere. */
function changeBetween(zone: string, before: number, after: number, offset: number): number {
  let low = Math.floor(before / MINUTE)
  let high = Math.ceil(after / MINUTE)
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (offsetAt(zone, middle * MINUTE) === offset) low = middle
    else high = middle
  }
  return high * MINUTE
}

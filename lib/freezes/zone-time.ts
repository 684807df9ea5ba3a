const MINUTE = 60_000
const STEP = 6 * 3600_000

const formats = new Map<string, Intl.DateTimeFormat>()

function formatOf(zone: string): Intl.DateTimeFormat {
  let format = formats.get(zone)
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    })
    formats.set(zone, format)
  }
  return format
}

/** How far the clocks of a zone are ahead of UTC at an instant, in milliseconds. */
export function offsetAt(zone: string, at: number): number {
  const parts = Object.fromEntries(
    formatOf(zone)
      .formatToParts(at)
      .map(({ type, value }) => [type, Number(value)]),
  )
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(at / 1000) * 1000
}

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

/** Whether this is the name of a time zone. An offset is none: it knows nothing of daylight saving. */
export function isZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false
  try {
    formatOf(name)
    return true
  } catch {
    return false
  }
}

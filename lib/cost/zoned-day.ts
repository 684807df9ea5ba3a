const HOUR = 3_600_000
const formats = new Map<string, Intl.DateTimeFormat>()

/** A calendar day of a zone, from its first millisecond to the first of the next, in Unix time. */
export type ZonedDay = {
  start: number
  end: number
  /** Whether the zone's offset changes in it or within three hours of it; `start` and `end` are then approximate. */
  clockChanges: boolean
}

/** The day of `zone` that contains `instant`. Pure. */
export function localDay(instant: number, zone: string): ZonedDay {
  const offset = offsetAt(instant, zone)
  const midnight = Math.floor((instant + offset) / (24 * HOUR)) * 24 * HOUR
  const start = midnight - offset
  const end = start + 24 * HOUR
  const clockChanges = offsetAt(start - 3 * HOUR, zone) !== offsetAt(end + 3 * HOUR, zone)
  // The day's own last moment may have another offset than `instant`.
  return clockChanges
    ? { start, end: midnight + 24 * HOUR - offsetAt(end, zone), clockChanges }
    : { start, end, clockChanges }
}

/** Milliseconds that `zone` is ahead of UTC at `instant`. */
export function offsetAt(instant: number, zone: string): number {
  const seconds = Math.floor(instant / 1000) * 1000
  const parts = Object.fromEntries(
    formatFor(zone)
      .formatToParts(seconds)
      .map(({ type, value }) => [type, Number(value)]),
  )
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts
  return Date.UTC(year, month - 1, day, hour, minute, second) - seconds
}

function formatFor(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone)
  if (known) return known
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })
  formats.set(zone, made)
  return made
}

import { offsetAt } from '../time-zones.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR

/** A calendar day of a zone, from its first millisecond to the first of the next, in Unix time. */
export type ZonedDay = {
  start: number
  end: number
  /** Whether the zone's offset changes in it or within three hours of it. */
  clockChanges: boolean
}

/** The day of `zone` that contains `instant`. Pure. */
export function localDay(instant: number, zone: string): ZonedDay {
  const offset = offsetAt(zone, instant)
  const start = Math.floor((instant + offset) / DAY) * DAY - offset
  const end = start + DAY
  if (offsetAt(zone, start - 3 * HOUR) === offsetAt(zone, end + 3 * HOUR)) return { start, end, clockChanges: false }
  // Some zones change their clocks at midnight, so neither border is where the clock reads 0:00.
  const dateAt = (time: number) => Math.floor((time + offsetAt(zone, time)) / DAY)
  const today = dateAt(instant)
  const startsAfter = (time: number) => dateAt(time) >= today
  const endsBefore = (time: number) => dateAt(time) > today
  return {
    start: firstWhere(startsAfter, instant - 2 * DAY, instant),
    end: firstWhere(endsBefore, instant, instant + 2 * DAY),
    clockChanges: true,
  }
}

/** The first millisecond in the span at which `holds` turns true; it is false at `from` and true at `to`. */
function firstWhere(holds: (time: number) => boolean, from: number, to: number): number {
  let [before, after] = [from, to]
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2)
    if (holds(middle)) after = middle
    else before = middle
  }
  return after
}

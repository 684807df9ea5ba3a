import { steadyStretches } from '../freezes/zone-time.ts'
import { offsetAt } from '../time-zones.ts'
import { type CronFields, cronFields } from './cron-fields.ts'
import type { Schedule } from './schedule.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** Cron repeats within four years, leap day included; eight covers a skipped leap year. */
const HORIZON_DAYS = 8 * 366 + 2

/**
 * The instants at which a schedule fires after `from` and up to `until`, in order. Pure.
 *
 * Where the clocks are set: a schedule of every hour goes by the time that passes, so it keeps its rhythm and fires in
 * both of an hour that comes twice. One of certain hours fires once for each time on the wall: a time that is skipped is
 * made up for by as much later as was skipped, and one that comes twice counts the first time.
 * Throws when the expression does not parse.
 */
export function* ticks(schedule: Schedule, from: Date, until?: Date): Generator<Date> {
  const fields = cronFields(schedule.cron)
  const end = until?.getTime() ?? from.getTime() + HORIZON_DAYS * DAY
  // A day early, for what was skipped just before and is made up for after `from`.
  const first = Math.floor((from.getTime() + offsetAt(schedule.timezone, from.getTime())) / DAY) - 1
  let last = from.getTime()
  for (let day = first; ; day++) {
    // No zone is further from UTC than this.
    if (day * DAY - 15 * HOUR > end) return
    if (!fields.firesOn(civil(day))) continue
    for (const at of instantsOf(fields, schedule.timezone, day)) {
      if (at > end) return
      if (at <= last) continue
      last = at
      yield new Date(at)
    }
  }
}

/** As `ticks`, all at once. */
export function ticksBetween(schedule: Schedule, from: Date, until: Date): Date[] {
  return [...ticks(schedule, from, until)]
}

/** The instants of one day on the wall, in order. `day` counts from 1 January 1970. */
function instantsOf({ hours, minutes, everyHour }: CronFields, zone: string, day: number): number[] {
  const midnight = day * DAY
  const times = hours.flatMap((hour) => minutes.map((minute) => midnight + hour * HOUR + minute * MINUTE))
  const offset = offsetAt(zone, midnight - 15 * HOUR)
  if (offset === offsetAt(zone, midnight + DAY + 15 * HOUR)) return times.map((time) => time - offset)
  const stretches = steadyStretches(zone, midnight - 15 * HOUR, midnight + DAY + 15 * HOUR)
  const found = new Set<number>()
  for (const time of times) {
    const instants = stretches
      .map((one) => ({ ...one, at: time - one.offset }))
      .filter((one) => one.at >= one.from && one.at < one.to)
    if (everyHour) for (const { at } of instants) found.add(at)
    else found.add(instants[0]?.at ?? afterGap(stretches, time))
  }
  return [...found].sort((a, b) => a - b)
}

type Stretch = { from: number; to: number; offset: number }

/** A time on the wall that never comes, read by the clock as it was before: as much later as was skipped. */
function afterGap(stretches: readonly Stretch[], time: number): number {
  const before = stretches.findLast(({ to, offset }) => time - offset >= to) ?? stretches[0]
  return time - (before?.offset ?? 0)
}

function civil(day: number) {
  const date = new Date(day * DAY)
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    weekday: date.getUTCDay(),
  }
}

import { type Exclusions, weekdayNames } from '../manifests/trigger-words.ts'
import { offsetAt } from '../time-zones.ts'

const DAY = 24 * 3600_000

/** A calendar that a tenant keeps: days on which the schedules that name it do not fire. */
export type NamedDays = { name: string; days: readonly string[] }

/** Why a schedule does not fire at `at`, in a few words, or undefined when it does. The day is that of its zone. Pure. */
export function exclusionOf(
  at: Date,
  timezone: string,
  exclude: Exclusions,
  calendars: readonly NamedDays[],
): string | undefined {
  const local = at.getTime() + offsetAt(timezone, at.getTime())
  // 1 January 1970 was a Thursday; weeks begin on Monday here.
  const weekday = weekdayNames[(Math.floor(local / DAY) + 3) % 7]
  if (weekday && exclude.weekdays.includes(weekday)) return weekdayTitles[weekday]
  const date = new Date(local).toISOString().slice(0, 10)
  const span = exclude.dates.find((one) => holds(one, date))
  if (span) return span.replace('/', ' to ')
  const calendar = calendars.find(
    ({ name, days }) => exclude.calendars.includes(name) && days.some((one) => holds(one, date)),
  )
  return calendar && `calendar ${calendar.name}`
}

/** Whether a day, or a span of days, holds a date. ISO dates stand in the order of their letters. */
function holds(span: string, date: string): boolean {
  const [first = '', last = first] = span.split('/')
  return first <= date && date <= last
}

const weekdayTitles = {
  mon: 'Mondays',
  tue: 'Tuesdays',
  wed: 'Wednesdays',
  thu: 'Thursdays',
  fri: 'Fridays',
  sat: 'Saturdays',
  sun: 'Sundays',
} as const

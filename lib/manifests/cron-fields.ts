import { CronExpressionParser } from 'cron-parser'

/** What a cron expression asks for, as figures. */
export type CronFields = {
  minutes: readonly number[]
  hours: readonly number[]
  /** True when every hour counts: then it fires by the time that passes, not by what the clock on the wall shows. */
  everyHour: boolean
  firesOn(day: CivilDay): boolean
}

/** A date on the wall, with its day of the week, 0 for Sunday. */
export type CivilDay = { year: number; month: number; day: number; weekday: number }

const KEPT = 256
const recent = new Map<string, CronFields>()

/** Reads a cron expression of five fields. Throws what the parser says of one that does not parse. */
export function cronFields(cron: string): CronFields {
  const known = recent.get(cron)
  if (known) return known
  const read = readFields(cron)
  if (recent.size >= KEPT) recent.clear()
  recent.set(cron, read)
  return read
}

function readFields(cron: string): CronFields {
  const { minute, hour, dayOfMonth, month, dayOfWeek } = CronExpressionParser.parse(cron, { tz: 'UTC' }).fields
  const months = new Set(month.values.map(Number))
  const days = new Set(dayOfMonth.values.map(Number))
  // 5L is the last Friday and stands among the weekdays as text; 7 is Sunday as 0 is.
  const lastWeekdays = new Set(
    dayOfWeek.hasLastChar ? dayOfWeek.values.map((value) => Number.parseInt(String(value), 10) % 7) : [],
  )
  const weekdays = new Set(dayOfWeek.values.filter((value) => typeof value === 'number').map((value) => value % 7))
  const onDate = ({ year, month: of, day }: CivilDay) =>
    days.has(day) || (dayOfMonth.hasLastChar && day === daysIn(year, of))
  const onWeekday = ({ year, month: of, day, weekday }: CivilDay) =>
    (weekdays.has(weekday) && (dayOfWeek.nthDay <= 0 || Math.ceil(day / 7) === dayOfWeek.nthDay)) ||
    (lastWeekdays.has(weekday) && day + 7 > daysIn(year, of))
  return {
    minutes: minute.values.map(Number),
    hours: hour.values.map(Number),
    everyHour: hour.values.length === 24,
    // Cron's old rule: of a day of the month and a day of the week, both given, either will do.
    firesOn(day) {
      if (!months.has(day.month)) return false
      if (dayOfWeek.isWildcard) return onDate(day)
      return onWeekday(day) || (!dayOfMonth.isWildcard && onDate(day))
    },
  }
}

const daysIn = (year: number, month: number) => new Date(Date.UTC(year, month, 0)).getUTCDate()

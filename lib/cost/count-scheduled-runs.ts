import { CronExpressionParser } from 'cron-parser'
import type { Schedule } from '../manifests/schedule.ts'
import { localDay, type ZonedDay } from './zoned-day.ts'

const MONTH_DAYS = 30
const MINUTE = 60_000

/**
 * How often the schedules fire in the 30 days after `now`. A day without a clock change is counted from the
 * expression's hours and minutes; only days with one are walked through, so it agrees with the scheduler to the run
 * and still answers while somebody types. Throws when an expression does not parse.
 */
export function countScheduledRuns(schedules: readonly Schedule[], now: Date): number {
  const until = new Date(now.getTime() + MONTH_DAYS * 86_400_000)
  return schedules.reduce((sum, schedule) => sum + countFires(schedule, now, until), 0)
}

/** How often a schedule fires after `from` and up to `until`. */
export function countFires(schedule: Schedule, from: Date, until: Date): number {
  const minutes = minutesOfDay(schedule)
  let count = 0
  let after = from.getTime()
  for (;;) {
    const next = nextFire(schedule, after, until)
    if (next === undefined) return count
    const day = localDay(next, schedule.timezone)
    if (day.clockChanges) count += walk(schedule, after, Math.min(day.end - 1, until.getTime()))
    else count += countBetween(minutes, day, after, until.getTime())
    after = day.end - 1
    if (after >= until.getTime()) return count
  }
}

/** Minutes after midnight at which the schedule fires on a day it fires at all. */
function minutesOfDay({ cron, timezone }: Schedule): number[] {
  const { hour, minute } = CronExpressionParser.parse(cron, { tz: timezone }).fields
  return hour.values.flatMap((hours) => minute.values.map((minutes) => Number(hours) * 60 + Number(minutes)))
}

function countBetween(minutes: readonly number[], day: ZonedDay, after: number, until: number): number {
  return minutes.filter((minute) => {
    const at = day.start + minute * MINUTE
    return at > after && at <= until
  }).length
}

function nextFire({ cron, timezone }: Schedule, after: number, until: Date): number | undefined {
  const span = { currentDate: new Date(after), endDate: until, tz: timezone }
  const expression = CronExpressionParser.parse(cron, span)
  return expression.hasNext() ? expression.next().getTime() : undefined
}

function walk({ cron, timezone }: Schedule, after: number, until: number): number {
  const span = { currentDate: new Date(after), endDate: new Date(until), tz: timezone }
  const expression = CronExpressionParser.parse(cron, span)
  let count = 0
  while (expression.hasNext()) {
    expression.next()
    count += 1
  }
  return count
}

import { CronExpressionParser } from 'cron-parser'
import type { Schedule } from '../manifests/schedule.ts'
import { MONTH_MS } from './month.ts'
import { localDay, type ZonedDay } from './zoned-day.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

/**
 * How often the schedules fire in the 30 days after `now`. A day without a clock change is counted from the
 * expression's hours and minutes; only days with one are walked through, so it agrees with the scheduler to the run
 * and still answers while somebody types. Throws when an expression does not parse.
 */
export function countScheduledRuns(schedules: readonly Schedule[], now: Date): number {
  const until = new Date(now.getTime() + MONTH_MS)
  return schedules.reduce((sum, schedule) => sum + counted(schedule, now, until), 0)
}

/** An estimate and its comparison ask for the same count in the same instant; the last few are kept. */
function counted(schedule: Schedule, now: Date, until: Date): number {
  const key = JSON.stringify([schedule.cron, schedule.timezone, now.getTime()])
  const known = recent.get(key)
  if (known !== undefined) return known
  const count = countFires(schedule, now, until)
  if (recent.size >= KEPT) recent.clear()
  recent.set(key, count)
  return count
}

const KEPT = 256
const recent = new Map<string, number>()

/** How often a schedule fires after `from` and up to `until`. */
export function countFires(schedule: Schedule, from: Date, until: Date): number {
  const minutes = minutesOfDay(schedule)
  const next = fires(schedule, from, until)
  let count = 0
  let after = from.getTime()
  while (after < until.getTime()) {
    const at = next(after)
    if (at === undefined) break
    const day = localDay(at, schedule.timezone)
    const last = Math.min(day.end - 1, until.getTime())
    count += day.clockChanges ? walk(next, after, last) : countBetween(minutes, day, after, last)
    after = Math.max(at, day.end - 1)
  }
  return count
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

/** Finds the first fire after an instant; one parsed expression for all, since parsing costs more than asking. */
function fires({ cron, timezone }: Schedule, from: Date, until: Date): (after: number) => number | undefined {
  const expression = CronExpressionParser.parse(cron, { currentDate: from, endDate: until, tz: timezone })
  return (after) => {
    // The library gives up inside a clock change of half an hour; an hour later it finds its way again.
    for (let start = after; start < until.getTime(); start += HOUR) {
      expression.reset(new Date(start))
      try {
        return expression.next().getTime()
      } catch (error) {
        if (!(error instanceof Error && error.message.includes('loop limit'))) return undefined
      }
    }
    return undefined
  }
}

function walk(next: (after: number) => number | undefined, after: number, last: number): number {
  let count = 0
  for (let at = next(after); at !== undefined && at <= last; at = next(at)) count += 1
  return count
}

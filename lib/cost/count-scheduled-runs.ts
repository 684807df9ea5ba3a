import type { Schedule } from '../manifests/schedule.ts'
import { ticks } from '../manifests/ticks.ts'
import type { Exclusions } from '../manifests/trigger-words.ts'
import { exclusionOf } from '../triggers/exclusions.ts'
import { MONTH_MS } from './month.ts'

type Counted = Schedule & { exclude?: Exclusions }

/**
 * How often the schedules fire in the 30 days after `now`, as the scheduler will, without the days they exclude. The
 * tenant's calendars are not asked: they may change, and an estimate rather says too much. Throws when an expression
 * does not parse.
 */
export function countScheduledRuns(schedules: readonly Counted[], now: Date): number {
  const until = new Date(now.getTime() + MONTH_MS)
  return schedules.reduce((sum, schedule) => sum + counted(schedule, now, until), 0)
}

/** An estimate and its comparison ask for the same count in the same instant; the last few are kept. */
function counted(schedule: Counted, now: Date, until: Date): number {
  const key = JSON.stringify([schedule.cron, schedule.timezone, schedule.exclude, now.getTime()])
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
export function countFires(schedule: Counted, from: Date, until: Date): number {
  const { exclude, timezone } = schedule
  const excludes = exclude && (exclude.weekdays.length || exclude.dates.length) ? exclude : undefined
  let count = 0
  for (const at of ticks(schedule, from, until)) if (!excludes || !exclusionOf(at, timezone, excludes, [])) count++
  return count
}

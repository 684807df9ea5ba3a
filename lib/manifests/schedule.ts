import { isZone } from '../time-zones.ts'
import { closest } from './closest.ts'
import { ticks } from './ticks.ts'

export type Schedule = { cron: string; timezone: string }
export type ScheduleFault = { field: 'cron' | 'timezone'; message: string; remedy: string }

// How cron-parser says that no day satisfies the expression, at parsing or when it runs out of the span.
const neverFires = /explicit day of month|out of the time ?span|loop limit/i

/** What is wrong with a schedule, or undefined when it will fire. Five-field cron and an IANA zone name are asked for. */
export function scheduleFault({ cron, timezone }: Schedule, now: Date): ScheduleFault | undefined {
  if (!isZone(timezone)) {
    const near = closest(timezone, zoneNames())
    const remedy = near ? `Did you mean ${near}?` : 'Write an IANA name such as Europe/Madrid, or UTC.'
    return { field: 'timezone', message: `“${timezone}” is not a time zone.`, remedy }
  }
  const fields = cron.trim().split(/\s+/).length
  if (fields !== 5) {
    const remedy = 'Write minute, hour, day of month, month, day of week, e.g. */15 * * * *.'
    return { field: 'cron', message: `A schedule has five fields; this one has ${fields}.`, remedy }
  }
  if (/\bH\b/.test(cron)) {
    return {
      field: 'cron',
      message: 'H picks a different time at each reading.',
      remedy: 'Write the minute or hour itself.',
    }
  }
  try {
    nextTimes({ cron, timezone }, now, 1)
    return undefined
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error)
    if (neverFires.test(detail)) {
      const remedy = 'Choose a day that exists in that month.'
      return { field: 'cron', message: `“${cron}” never fires.`, remedy }
    }
    return { field: 'cron', message: `“${cron}” is not a cron expression: ${detail}.`, remedy: 'E.g. 0 6 * * 1-5.' }
  }
}

/** The next `count` instants a schedule fires after `from`, in order. Throws when the expression does not parse or never fires. */
export function nextTimes(schedule: Schedule, from: Date, count: number): Date[] {
  const found = [...ticks(schedule, from).take(count)]
  if (!found.length) throw new Error('No day is ever an explicit day of month of this expression.')
  return found
}

let zones: string[] | undefined
function zoneNames(): string[] {
  zones ??= [...Intl.supportedValuesOf('timeZone'), 'UTC']
  return zones
}

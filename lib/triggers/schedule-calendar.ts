import { steadyStretches } from '../freezes/zone-time.ts'
import { ticksBetween } from '../manifests/ticks.ts'
import type { Exclusions } from '../manifests/trigger-words.ts'
import { offsetAt } from '../time-zones.ts'
import { exclusionOf, type NamedDays } from './exclusions.ts'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE

/** A schedule that fires more often than this in a day is one line there, with a figure. */
const OFTEN = 6

export type CalendarSchedule = {
  id: string
  runnerId: string
  environmentId: string
  runner: string
  environment: string
  cron: string
  timezone: string
  exclude: Exclusions | null
  /** Since when it is armed: it had no ticks before. */
  createdAt: Date
}
export type CalendarPause = {
  id: string
  runnerId: string | null
  environmentId: string | null
  pausedAt: Date
  resumedAt: Date | null
}
export type CalendarSkip = {
  triggerId: string
  reason: 'excluded' | 'paused' | 'missed'
  because: string
  firstAt: Date
  lastAt: Date
  count: number
}

export type CalendarEntry = {
  triggerId: string
  runner: string
  environment: string
  /** When, by the clock of the calendar; undefined for several times. */
  time: string | undefined
  count: number
  /** `past` is what has had its time; whether it ran is the runs' to say. */
  state: 'planned' | 'past' | 'excluded' | 'paused' | 'missed'
  because: string | undefined
}
export type CalendarDay = {
  /** As in 2026-11-26. */
  date: string
  today: boolean
  /** Where clocks are set on this day, in words. */
  clocks: string[]
  entries: CalendarEntry[]
}

export type CalendarInput = {
  schedules: readonly CalendarSchedule[]
  calendars: readonly NamedDays[]
  pauses: readonly CalendarPause[]
  skips: readonly CalendarSkip[]
  /** The first day, as in 2026-11-23. */
  from: string
  days: number
  zone: string
  now: Date
}

/**
 * What schedules do on some days, by the clock of one zone: what they fire, what their calendars exclude, what a pause
 * holds as it stands now, what was missed, and where clocks are set. Pure.
 */
export function scheduleCalendar(input: CalendarInput): CalendarDay[] {
  const { from, days, zone, now, schedules } = input
  const zones = [...new Set([zone, ...schedules.map(({ timezone }) => timezone)])]
  const today = dateIn(zone, now)
  return Array.from({ length: days }, (_, at) => {
    const date = new Date(Date.parse(from) + at * DAY).toISOString().slice(0, 10)
    const span = {
      start: startOf(zone, date),
      end: startOf(zone, new Date(Date.parse(date) + DAY).toISOString().slice(0, 10)),
    }
    const entries = schedules.flatMap((schedule) => entriesOf(schedule, span, input))
    entries.sort((a, b) => (a.time ?? '').localeCompare(b.time ?? '') || a.runner.localeCompare(b.runner))
    return { date, today: date === today, clocks: zones.flatMap((one) => clockChange(one, span) ?? []), entries }
  })
}

type Span = { start: Date; end: Date }

function entriesOf(schedule: CalendarSchedule, { start, end }: Span, input: CalendarInput): CalendarEntry[] {
  const { now, zone, skips } = input
  const since = new Date(Math.max(start.getTime() - 1, schedule.createdAt.getTime()))
  const fired = ticksBetween(schedule, since, new Date(end.getTime() - 1)).map((at) => ({
    at,
    ...standing(schedule, at, input),
  }))
  const { id: triggerId, runner, environment } = schedule
  const missed = skips.filter(
    (skip) => skip.triggerId === triggerId && skip.reason === 'missed' && skip.firstAt < end && skip.lastAt >= start,
  )
  const isMissed = (at: Date) => at <= now && missed.find(({ firstAt, lastAt }) => firstAt <= at && at <= lastAt)
  const groups = new Map<string, CalendarEntry>()
  for (const { at, state, because } of fired) {
    const skip = state === 'past' ? isMissed(at) : undefined
    const [shown, why] = skip ? (['missed', skip.because] as const) : [state, because]
    const key = fired.length > OFTEN ? `${shown}|${why ?? ''}` : at.toISOString()
    const known = groups.get(key)
    const time = clockIn(zone, at)
    if (known) groups.set(key, { ...known, count: known.count + 1, time: undefined })
    else groups.set(key, { triggerId, runner, environment, time, count: 1, state: shown, because: why })
  }
  return [...groups.values()]
}

function standing(schedule: CalendarSchedule, at: Date, { calendars, pauses, now }: CalendarInput) {
  const { exclude, timezone, runnerId, environmentId } = schedule
  const day = exclude ? exclusionOf(at, timezone, exclude, calendars) : undefined
  if (day !== undefined) return { state: 'excluded' as const, because: day }
  const pause = pauses.find(
    (one) =>
      (one.runnerId === null || one.runnerId === runnerId) &&
      (one.environmentId === null || one.environmentId === environmentId) &&
      one.pausedAt <= at &&
      (one.resumedAt === null || one.resumedAt > at),
  )
  if (pause) return { state: 'paused' as const, because: pause.id }
  return { state: at <= now ? ('past' as const) : ('planned' as const), because: undefined }
}

/** "Clocks in Europe/Madrid go from 02:00 to 03:00", on a day on which they do. */
function clockChange(zone: string, { start, end }: Span): string | undefined {
  const [before, after] = steadyStretches(zone, start.getTime(), end.getTime())
  if (!before || !after) return undefined
  const clock = (offset: number) => new Date(after.from + offset).toISOString().slice(11, 16)
  return `Clocks in ${zone} go from ${clock(before.offset)} to ${clock(after.offset)}`
}

/** The instant at which a day begins in a zone. */
export function startOf(zone: string, date: string): Date {
  const wall = Date.parse(date)
  const guess = wall - offsetAt(zone, wall)
  return new Date(wall - offsetAt(zone, guess))
}

/** The day it is in a zone, as in 2026-11-26. */
export function dateIn(zone: string, at: Date): string {
  return new Date(at.getTime() + offsetAt(zone, at.getTime())).toISOString().slice(0, 10)
}

const clockIn = (zone: string, at: Date) =>
  new Date(at.getTime() + offsetAt(zone, at.getTime())).toISOString().slice(11, 16)

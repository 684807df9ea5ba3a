import { steadyStretches } from './zone-time.ts'

const MINUTE = 60_000
const DAY = 24 * 3600_000
/** A weekly window comes again within this, also when the clocks skip one of its days. */
const HORIZON = 15 * DAY

export type WindowTimes = { days: readonly number[]; fromMinute: number; toMinute: number; timezone: string }
export type Opening = { from: number; to: number }

/**
 * When changes may begin between two instants, in order and without overlaps. A window is open while the clocks of its
 * zone show a time in it: an hour that is skipped in spring opens nothing, one that comes twice in autumn opens twice.
 * Pure.
 */
export function openings(windows: readonly WindowTimes[], from: Date, to: Date): Opening[] {
  const found = windows.flatMap((window) =>
    steadyStretches(window.timezone, from.getTime(), to.getTime()).flatMap((stretch) => within(window, stretch)),
  )
  found.sort((a, b) => a.from - b.from)
  const merged: Opening[] = []
  for (const opening of found) {
    const last = merged.at(-1)
    if (last && opening.from <= last.to) last.to = Math.max(last.to, opening.to)
    else merged.push({ ...opening })
  }
  return merged
}

function within(window: WindowTimes, stretch: { from: number; to: number; offset: number }): Opening[] {
  const { days, fromMinute, toMinute } = window
  const length = (toMinute > fromMinute ? toMinute - fromMinute : toMinute + 1440 - fromMinute) * MINUTE
  const found: Opening[] = []
  // A window that began the day before may reach into this stretch.
  const first = Math.floor((stretch.from + stretch.offset) / DAY) - 1
  const last = Math.floor((stretch.to + stretch.offset) / DAY)
  for (let day = first; day <= last; day++) {
    if (!days.includes(weekday(day))) continue
    const from = day * DAY + fromMinute * MINUTE - stretch.offset
    const opening = { from: Math.max(from, stretch.from), to: Math.min(from + length, stretch.to) }
    if (opening.from < opening.to) found.push(opening)
  }
  return found
}

/** 1 for Monday to 7 for Sunday, of a day counted from 1 January 1970, which was a Thursday. */
const weekday = (day: number): number => ((((day + 3) % 7) + 7) % 7) + 1

/** The earliest instant from `at` on at which changes may begin; undefined when none comes. Pure. */
export function nextOpening(windows: readonly WindowTimes[], at: Date): Date | undefined {
  const [first] = openings(windows, at, new Date(at.getTime() + HORIZON))
  return first && new Date(first.from)
}

/** Whether changes may begin at `at`, and when they may next. An environment without windows has no answer. Pure. */
export function windowAt(windows: readonly WindowTimes[], at: Date): { open: boolean; opensAt?: string } | undefined {
  if (windows.length === 0) return undefined
  const next = nextOpening(windows, at)
  return { open: next?.getTime() === at.getTime(), ...(next && { opensAt: next.toISOString() }) }
}

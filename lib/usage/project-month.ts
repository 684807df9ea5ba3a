import { DAY_MS, dayName, dayOf, daysAfter, type Month } from './months.ts'

/** What a month is expected to come to. The unit is that of the input: micro-dollars or milliseconds. */
export type Projection = {
  expected: number
  /** If every day that is left were like the least and like the most of the days looked at. */
  low: number
  high: number
  perDay: number
  /** Full days looked at. */
  basis: number
  /** When the limit is reached at this pace, if that is within the month. */
  reachesAt: string | null
}

type Input = {
  month: Month
  now: Date
  /** Counted in the month so far; what is set aside comes back where runs are shorter than they may be. */
  used: number
  /** Use by day (`2026-11-03`), over the border of the month; days that are not named had none. */
  days: ReadonlyMap<string, number>
  limit?: number | null | undefined
}

/** A week, so that every day of it counts once. */
const BASIS_DAYS = 7

/**
 * Carries a month on at the pace of the last seven full days, or of as many as there are since the first use. Undefined
 * when there is no full day to go by, and once the month is over. Pure.
 */
export function projectMonth({ month, now, used, days, limit }: Input): Projection | undefined {
  const left = (month.until.getTime() - now.getTime()) / DAY_MS
  if (left <= 0 || now < month.from) return undefined
  const figures = basisOf(days, now)
  if (figures.length === 0) return undefined
  const perDay = figures.reduce((sum, figure) => sum + figure, 0) / figures.length
  const carried = (rate: number) => Math.round(used + rate * left)
  return {
    expected: carried(perDay),
    low: carried(Math.min(...figures)),
    high: carried(Math.max(...figures)),
    perDay: Math.round(perDay),
    basis: figures.length,
    reachesAt: reachesAt({ now, left, used, perDay, limit }),
  }
}

function basisOf(days: ReadonlyMap<string, number>, now: Date): number[] {
  const first = [...days.keys()].sort()[0]
  const today = dayOf(now)
  const names = Array.from({ length: BASIS_DAYS }, (_, back) => dayName(daysAfter(today, -1 - back)))
  return names.filter((name) => first !== undefined && name >= first).map((name) => days.get(name) ?? 0)
}

type Pace = { now: Date; left: number; used: number; perDay: number; limit?: number | null | undefined }

function reachesAt({ now, left, used, perDay, limit }: Pace): string | null {
  if (limit === null || limit === undefined) return null
  if (used >= limit) return now.toISOString()
  const days = (limit - used) / perDay
  return days < left ? new Date(now.getTime() + days * DAY_MS).toISOString() : null
}

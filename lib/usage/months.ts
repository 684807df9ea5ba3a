/** Milliseconds of a day; days here are UTC days, as use is counted. */
export const DAY_MS = 86_400_000

/** A calendar month, UTC: its name, its first instant and the first of the next, its days. */
export type Month = { name: string; from: Date; until: Date; days: number }

/** The month of that name (`2026-11`). Pure. */
export function monthNamed(name: string): Month {
  const [year = 0, month = 1] = name.split('-').map(Number)
  const [from, until] = [new Date(Date.UTC(year, month - 1)), new Date(Date.UTC(year, month))]
  return { name, from, until, days: (until.getTime() - from.getTime()) / DAY_MS }
}

/** The name of the month that an instant is in: use counts in the UTC month in which its run began. Pure. */
export const monthOf = (at: Date): string => at.toISOString().slice(0, 7)

/** The first instant of the UTC day that an instant is in. Pure. */
export const dayOf = (at: Date): Date => new Date(Math.floor(at.getTime() / DAY_MS) * DAY_MS)

/** An instant as the day it is in: `2026-11-03`. Pure. */
export const dayName = (at: Date): string => at.toISOString().slice(0, 10)

/** The day that lies `days` after; before it when negative. Pure. */
export const daysAfter = (day: Date, days: number): Date => new Date(day.getTime() + days * DAY_MS)

/** The names of the newest months, that of `now` first. Pure. */
export function lastMonths(now: Date, count: number): string[] {
  const [year, month] = [now.getUTCFullYear(), now.getUTCMonth()]
  return Array.from({ length: count }, (_, back) => monthOf(new Date(Date.UTC(year, month - back))))
}

/** The days of a month up to and including that of `now`; all of them once it is over, none before it begins. Pure. */
export function daysSoFar(month: Month, now: Date): string[] {
  const end = Math.min(month.until.getTime(), daysAfter(dayOf(now), 1).getTime())
  const count = Math.max(0, (end - month.from.getTime()) / DAY_MS)
  return Array.from({ length: count }, (_, at) => dayName(daysAfter(month.from, at)))
}

import type { UsageFigures } from './schema.ts'
import { figuresOf, type SummedRow } from './sum-usage.ts'

/** Day by day, what the largest groups of a month used; the rest together, under the key ''. */
export type DailyUsage = { days: string[]; groups: { key: string; name: string; byDay: UsageFigures[] }[] }

/** More than this many in one bar are told apart by nobody. */
export const MOST_STACKED = 5

const nothing: UsageFigures = {
  succeeded: 0,
  failed: 0,
  denied: 0,
  cancelled: 0,
  attempts: 0,
  usedMs: 0,
  costMicros: 0,
  peakMemoryMib: 0,
}

/** Sums by group and day as one row of days a group, the largest first; a day without use has zeros. Pure. */
export function stackDays(
  days: string[],
  largest: readonly { key: string; name: string }[],
  sums: readonly (SummedRow & { key: string; day: string })[],
): DailyUsage {
  const at = new Map(sums.map((row) => [`${row.key} ${row.day}`, figuresOf(row)]))
  const groups = [...largest, ...(sums.some((row) => row.key === '') ? [{ key: '', name: 'Other' }] : [])]
  return {
    days,
    groups: groups.map(({ key, name }) => ({
      key,
      name,
      byDay: days.map((day) => at.get(`${key} ${day}`) ?? nothing),
    })),
  }
}

/** What all days and groups come to. Pure. */
export function totalOfDays({ groups }: DailyUsage): UsageFigures {
  const all = groups.flatMap(({ byDay }) => byDay)
  const sum = (name: keyof UsageFigures) => all.reduce((total, figures) => total + figures[name], 0)
  return {
    succeeded: sum('succeeded'),
    failed: sum('failed'),
    denied: sum('denied'),
    cancelled: sum('cancelled'),
    attempts: sum('attempts'),
    usedMs: sum('usedMs'),
    costMicros: sum('costMicros'),
    peakMemoryMib: Math.max(0, ...all.map(({ peakMemoryMib }) => peakMemoryMib)),
  }
}

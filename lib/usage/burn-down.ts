import { dayName, daysAfter, type Month } from './months.ts'

export type BurnPoint = {
  day: string
  used: number
  /** At the end of the day; below zero once more was used than the limit allows. */
  left: number
  /** What would be left if every day of the month took the same. */
  even: number
}

type Input = { month: Month; limit: number; now: Date; days: ReadonlyMap<string, number> }

/** What is left of a month's limit at the end of each day so far, beside what an even pace leaves. Pure. */
export function burnDown({ month, limit, now, days }: Input): BurnPoint[] {
  const points: BurnPoint[] = []
  let left = limit
  for (let at = 0; at < month.days; at += 1) {
    const start = daysAfter(month.from, at)
    if (start > now) break
    const day = dayName(start)
    const used = days.get(day) ?? 0
    left -= used
    points.push({ day, used, left, even: Math.round(limit * (1 - (at + 1) / month.days)) })
  }
  return points
}

/** What an agent holds of one runner, and how many runs it carries out at once. */
export type Holding = { held: number; capacity: number }

/**
 * How many more runs of a runner an agent may be given so that never more than `limit` are carried out at once, by all
 * agents together. An agent may hold more than it carries out: what waits in it costs nothing. Pure.
 */
export function shareOf(limit: number, mine: Holding, others: readonly Holding[]): number {
  const elsewhere = others.reduce((sum, { held, capacity }) => sum + Math.min(held, capacity), 0)
  const free = limit - elsewhere
  if (free > 0 && mine.capacity <= free) return Number.POSITIVE_INFINITY
  return Math.max(0, free - mine.held)
}

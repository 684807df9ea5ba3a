const DAY_MS = 24 * 3600_000

/**
 * What a month will have cost at its end when it goes on as it did: what was spent, over the share of the month that has
 * passed. The first day counts as whole, for a few minutes say nothing of a month. UTC. Pure.
 */
export function projectMonth(spent: number, now: Date): number {
  const begin = Date.UTC(now.getUTCFullYear(), now.getUTCMonth())
  const end = Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1)
  const passed = Math.max(now.getTime() - begin, DAY_MS)
  return (spent * (end - begin)) / passed
}

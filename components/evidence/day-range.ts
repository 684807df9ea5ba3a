/** Entries of one day (UTC), as the histogram counts them. */
export type EvidenceDay = { day: string; count: number; failed: number }

const DAY_MS = 24 * 3600_000

/** The filter for the days number `from` to `to`, both included. */
export function rangeOf(days: readonly EvidenceDay[], from: number, to: number): { from: string; to: string } {
  const start = days[from]?.day ?? ''
  const end = new Date(new Date(`${days[to]?.day}T00:00:00Z`).getTime() + DAY_MS)
  return { from: `${start}T00:00:00Z`, to: end.toISOString().replace('.000', '') }
}

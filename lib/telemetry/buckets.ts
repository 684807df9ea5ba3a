/** Upper bounds of the durations that are counted apart, in milliseconds: from a warm function to a job of hours. */
export const boundsMs = [
  10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10_000, 30_000, 60_000, 300_000, 900_000, 3_600_000,
] as const

/** Which bucket a duration falls in; the last one has no bound. Pure. */
export function bucketOf(ms: number): number {
  const at = boundsMs.findIndex((bound) => ms <= bound)
  return at < 0 ? boundsMs.length : at
}

/** No duration yet. */
export const noBuckets = (): number[] => Array.from({ length: boundsMs.length + 1 }, () => 0)

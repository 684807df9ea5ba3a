/** Tags of the manifest in the order of their names: `cost_center=4100;team=orders`. Pure. */
export function sayTags(tags: Record<string, string> | null): string {
  const named = Object.entries(tags ?? {}).sort(([a], [b]) => (a < b ? -1 : 1))
  return named.map(([name, value]) => `${name}=${value}`).join(';')
}

/** Micro-dollars as dollars with all their digits, so that the sums of a file are those of its rows. Pure. */
export function dollars(micros: bigint | null): string | null {
  if (micros === null) return null
  const digits = String(micros).padStart(7, '0')
  return `${digits.slice(0, -6)}.${digits.slice(-6)}`
}

/** Milliseconds as hours to a hundredth of a second. Pure. */
export const hours = (ms: bigint): string => (Number(ms) / 3_600_000).toFixed(6)

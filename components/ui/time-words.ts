const steps: [limitMs: number, unitMs: number, unit: Intl.RelativeTimeFormatUnit][] = [
  [60_000, 1000, 'second'],
  [3_600_000, 60_000, 'minute'],
  [86_400_000, 3_600_000, 'hour'],
  [7 * 86_400_000, 86_400_000, 'day'],
]
const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto', style: 'short' })

/** How long ago or ahead, as people say it: "just now", "3 min. ago", "in 2 hr.", "yesterday"; a date after a week. */
export function relativeWords(at: Date, now: Date): string {
  const ms = at.getTime() - now.getTime()
  if (Math.abs(ms) < 5000) return 'just now'
  for (const [limit, size, unit] of steps) {
    if (Math.abs(ms) < limit) return relative.format(Math.round(ms / size), unit)
  }
  const sameYear = at.getUTCFullYear() === now.getUTCFullYear()
  return at.toLocaleDateString('en-GB', {
    day: 'numeric',
    month: 'short',
    ...(sameYear ? {} : { year: 'numeric' }),
    timeZone: 'UTC',
  })
}

/** The instant in full with its zone: "24 Nov 2026, 02:41:07 UTC". `zone` is an IANA name. */
export function absoluteWords(at: Date, zone = 'UTC'): string {
  return at.toLocaleString('en-GB', {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    timeZone: zone,
    timeZoneName: 'short',
  })
}

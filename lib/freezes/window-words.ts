const dayNames = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']

/** Minutes after midnight of "09:30". */
export const minuteOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))

/** "09:30" of minutes after midnight. */
export const timeOf = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`

/** Days as people say them: "Mon–Thu", "Sat, Sun", "every day". Days in a row of three or more are a span. Pure. */
function sayDays(days: readonly number[]): string {
  const sorted = [...new Set(days)].sort((a, b) => a - b)
  if (sorted.length === 7) return 'every day'
  const spans: number[][] = []
  for (const day of sorted) {
    const last = spans.at(-1)
    if (last?.at(-1) === day - 1) last.push(day)
    else spans.push([day])
  }
  const name = (day: number | undefined) => dayNames[(day ?? 1) - 1] ?? ''
  return spans
    .flatMap((span) => (span.length > 2 ? [`${name(span[0])}–${name(span.at(-1))}`] : span.map(name)))
    .join(', ')
}

/** "Mon–Thu 09:00–17:00", and whether it ends on the next day. Pure. */
export function sayWindow(window: { days: readonly number[]; fromMinute: number; toMinute: number }): string {
  const next = window.toMinute <= window.fromMinute ? ' of the next day' : ''
  return `${sayDays(window.days)} ${timeOf(window.fromMinute)}–${timeOf(window.toMinute)}${next}`
}

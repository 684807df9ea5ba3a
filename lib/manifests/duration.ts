const secondsOf = { s: 1, m: 60, h: 3600, d: 86_400 } as const
type Unit = keyof typeof secondsOf

/** Seconds of a duration such as `30s`, `5m`, `2h` or `14d`; undefined when the text is not one. */
export function durationSeconds(text: string): number | undefined {
  const match = /^(\d{1,9})([smhd])$/.exec(text)
  return match ? Number(match[1]) * secondsOf[match[2] as Unit] : undefined
}

/** The shortest writing of `seconds`, in the largest unit that divides it: 300 → `5m`, 90 → `90s`. */
export function formatDuration(seconds: number): string {
  const unit = (['d', 'h', 'm'] as const).find((name) => seconds >= secondsOf[name] && seconds % secondsOf[name] === 0)
  return unit ? `${seconds / secondsOf[unit]}${unit}` : `${seconds}s`
}

/** How long something took, as people say it: `820 ms`, `1.5 s`, `12 s`, `3 min 5 s`, `2 h 1 min`. Pure. */
export function sayDuration(milliseconds: number): string {
  if (milliseconds < 1000) return `${Math.max(0, Math.round(milliseconds))} ms`
  if (milliseconds < 10_000) return `${(milliseconds / 1000).toFixed(1)} s`
  const seconds = Math.round(milliseconds / 1000)
  if (seconds < 60) return `${seconds} s`
  const [minutes, rest] = [Math.floor(seconds / 60), seconds % 60]
  if (minutes < 60) return rest ? `${minutes} min ${rest} s` : `${minutes} min`
  const [hours, left] = [Math.floor(minutes / 60), minutes % 60]
  return left ? `${hours} h ${left} min` : `${hours} h`
}

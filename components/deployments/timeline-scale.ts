export type Span = { startedAt: string | Date | null; finishedAt: string | Date | null }

export type Bar = { left: number; width: number; milliseconds: number }

/**
 * Where each span lies on one shared time axis, in percent; a span that has not ended reaches to `now`. Undefined for
 * one that has not begun. Bars keep a width that can be seen. Pure.
 */
export function barsOf(spans: readonly Span[], now: number): (Bar | undefined)[] {
  const time = (at: string | Date | null) => (at ? new Date(at).getTime() : undefined)
  const starts = spans.flatMap((span) => time(span.startedAt) ?? [])
  if (!starts.length) return spans.map(() => undefined)
  const begin = Math.min(...starts)
  const end = Math.max(...spans.map((span) => (span.startedAt ? (time(span.finishedAt) ?? now) : begin)), begin + 1)
  return spans.map((span) => {
    const from = time(span.startedAt)
    if (from === undefined) return undefined
    const to = Math.max(time(span.finishedAt) ?? now, from)
    const share = (value: number) => (value / (end - begin)) * 100
    const width = Math.max(share(to - from), 0.75)
    return { left: Math.min(share(from - begin), 100 - width), width, milliseconds: to - from }
  })
}

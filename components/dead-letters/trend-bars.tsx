/** How many came on each of the last days, today's on the right: bars from zero, and the figures for screen readers. */
export function TrendBars({ trend }: { trend: readonly number[] }) {
  const days = trend.map((count, at) => ({ count, ago: trend.length - 1 - at }))
  const most = Math.max(1, ...trend)
  const total = trend.reduce((sum, day) => sum + day, 0)
  const said = `${total} in ${trend.length} days, ${trend.at(-1) ?? 0} today`
  return (
    <span className="inline-flex h-5 items-end gap-px" title={`${said}: ${trend.join(', ')}`}>
      <span className="sr-only">{said}</span>
      {days.map(({ count, ago }) => (
        <span
          key={ago}
          aria-hidden
          className={count ? 'w-1 bg-bad' : 'w-1 bg-line'}
          style={{ height: count ? `${Math.max(12, (count / most) * 100)}%` : '1px' }}
        />
      ))}
    </span>
  )
}

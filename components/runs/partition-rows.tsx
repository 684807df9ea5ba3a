import type { RunPart } from '#lib/provisioning/target.ts'

/** More bars than this are too thin to tell apart; the figures say it better. */
const MOST_BARS = 200

/** How evenly the work was split: a bar of rows for each finished partition, and a line at the mean. */
export function PartitionRows({ partitions }: { partitions: readonly RunPart[] }) {
  const finished = partitions.filter(({ rows, state }) => rows !== undefined && state !== 'failed')
  const rows = finished.map((part) => part.rows ?? 0)
  const most = Math.max(0, ...rows)
  if (finished.length < 2 || !most) return null
  const mean = rows.reduce((sum, one) => sum + one, 0) / rows.length
  const words = (value: number) => Math.round(value).toLocaleString('en-US')
  return (
    <figure className="mt-4">
      <figcaption className="mb-1 text-ink-muted text-sm">
        Rows of each partition: {words(mean)} on average, {words(most)} at most, which is {(most / mean).toFixed(2)}{' '}
        times the average.
      </figcaption>
      {finished.length > MOST_BARS ? null : (
        <div aria-hidden className="relative flex h-16 items-end gap-0.5 border-line-strong border-b">
          {finished.map(({ name, rows: own = 0 }) => (
            <span
              key={name}
              title={`Partition ${name}: ${words(own)} rows`}
              className="min-w-px max-w-6 flex-1 bg-accent"
              style={{ height: `${(own / most) * 100}%` }}
            />
          ))}
          <span
            className="absolute inset-x-0 border-ink-muted border-t border-dashed"
            style={{ bottom: `${(mean / most) * 100}%` }}
          />
        </div>
      )}
    </figure>
  )
}

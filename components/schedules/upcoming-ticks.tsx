import { absoluteWords } from '#components/ui/time-words.ts'
import type { UpcomingTick } from '#lib/triggers/upcoming-ticks.ts'

/** The next times of a schedule by its own clock; those that are left out say why. */
export function UpcomingTicks({ ticks, zone }: { ticks: readonly UpcomingTick[]; zone: string }) {
  if (!ticks.length) return <p className="text-ink-muted">It is not armed any more.</p>
  return (
    <ol className="grid gap-x-6 gap-y-1 tabular-nums sm:grid-cols-2">
      {ticks.map(({ at, excluded }) => (
        <li key={at.toISOString()}>
          <time dateTime={at.toISOString()} className={excluded ? 'text-ink-muted line-through' : undefined}>
            {absoluteWords(at, zone)}
          </time>
          {excluded ? <span className="text-ink-muted"> excluded: {excluded}</span> : null}
        </li>
      ))}
    </ol>
  )
}

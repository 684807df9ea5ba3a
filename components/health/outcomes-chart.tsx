import { toneFill } from '#components/ui/tone.ts'
import type { HourOutcome } from '#lib/health/outcomes-by-hour.ts'

/** From the ground up; the colours are those of the statuses. */
const parts = [
  { name: 'succeeded', word: 'succeeded', fill: toneFill.good },
  { name: 'cancelled', word: 'cancelled', fill: toneFill.neutral },
  { name: 'denied', word: 'denied', fill: toneFill.refused },
  { name: 'failed', word: 'failed', fill: toneFill.bad },
] as const

const hourOf = (at: Date) => `${at.toISOString().slice(11, 13)}:00`
const figure = (value: number) => value.toLocaleString('en-US')

/** How runs ended, an hour a bar from zero, with the same figures as a table beneath. */
export function OutcomesChart({ hours }: { hours: readonly HourOutcome[] }) {
  const totals = hours.map((hour) => parts.reduce((sum, { name }) => sum + hour[name], 0))
  const most = Math.max(...totals)
  if (!most) return <p className="text-ink-muted">No run ended in the last day.</p>
  const sums = parts.map((part) => ({ ...part, sum: hours.reduce((all, hour) => all + hour[part.name], 0) }))
  return (
    <figure>
      <figcaption className="mb-2 flex flex-wrap gap-x-5 gap-y-1 text-sm">
        {sums.map(({ name, word, fill, sum }) => (
          <span key={name} className="inline-flex items-center gap-1.5">
            <span aria-hidden className={`size-2.5 rounded-xs ${fill}`} />
            <span className="tabular-nums">{figure(sum)}</span> {word}
          </span>
        ))}
        <span className="text-ink-muted sm:ml-auto">{figure(most)} in the busiest hour</span>
      </figcaption>
      <div aria-hidden className="flex h-28 items-end gap-1 border-line-strong border-b">
        {hours.map((hour, i) => (
          <div
            key={hour.at.toISOString()}
            title={`${hourOf(hour.at)} UTC: ${parts.map(({ name, word }) => `${hour[name]} ${word}`).join(', ')}`}
            className="flex h-full min-w-0 flex-1 flex-col-reverse"
          >
            {parts.map(({ name, fill }) =>
              hour[name] ? (
                <span key={name} className={`${fill} min-h-px`} style={{ height: `${(hour[name] / most) * 100}%` }} />
              ) : null,
            )}
            <span className="sr-only">{totals[i]}</span>
          </div>
        ))}
      </div>
      <div aria-hidden className="flex justify-between pt-1 text-ink-muted text-sm tabular-nums">
        <span>{hourOf(hours[0]?.at ?? new Date(0))} UTC</span>
        <span>{hourOf(hours.at(-1)?.at ?? new Date(0))} UTC</span>
      </div>
      <details className="mt-2">
        <summary className="cursor-pointer text-accent-text">As a table</summary>
        <table
          aria-label="How runs ended by hour"
          className="mt-2 w-full max-w-lg border-collapse text-left tabular-nums"
        >
          <thead>
            <tr className="border-b text-ink-muted text-sm">
              <th scope="col" className="py-1 font-medium">
                Hour, UTC
              </th>
              {parts.map(({ name, word }) => (
                <th key={name} scope="col" className="py-1 text-right font-medium">
                  {word}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {hours.map((hour) => (
              <tr key={hour.at.toISOString()} className="border-b last:border-b-0">
                <th scope="row" className="py-0.5 font-normal">
                  {hour.at.toISOString().slice(0, 10)} {hourOf(hour.at)}
                </th>
                {parts.map(({ name }) => (
                  <td key={name} className="py-0.5 text-right">
                    {figure(hour[name])}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </figure>
  )
}

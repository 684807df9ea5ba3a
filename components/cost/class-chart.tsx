import { classNames } from '#components/ui/class-names.ts'
import { formatMicros } from '#lib/cost/money.ts'
import type { ClassComparison } from '#lib/cost/schema.ts'
import { classRules } from '#lib/manifests/classes.ts'

/**
 * The same workload on every class: a bar from zero for the month, a line over it for the range. The class of the
 * manifest is in the accent; where the work cannot run, the reason stands in place of the bar.
 */
export function ClassChart({ comparison }: { comparison: readonly ClassComparison[] }) {
  const most = Math.max(...comparison.map(({ range }) => range?.high ?? 0), 1)
  const share = (micros: number) => `${(micros / most) * 100}%`
  return (
    <table aria-label="The same workload on each class, a month" className="w-full">
      <tbody>
        {comparison.map(({ class: name, size, current, perMonth, range, impossible }) => (
          <tr key={name}>
            <th
              scope="row"
              className={classNames('whitespace-nowrap py-1 pr-3 text-left', current ? 'font-medium' : 'font-normal')}
            >
              {classRules[name].title} <span className="text-ink-muted">{size}</span>
              {current ? <span className="sr-only"> (this manifest)</span> : null}
            </th>
            {perMonth === null || !range ? (
              <td colSpan={2} className="text-ink-muted">
                {impossible}
              </td>
            ) : (
              <>
                <td className="w-full min-w-24">
                  <div aria-hidden className="relative h-3 rounded-sm bg-hover">
                    <div
                      className={classNames('h-full min-w-0.5 rounded-sm', current ? 'bg-accent' : 'bg-line-strong')}
                      style={{ width: share(perMonth) }}
                    />
                    <div
                      className="absolute top-1/2 h-px bg-ink"
                      style={{ left: share(range.low), width: share(range.high - range.low) }}
                    />
                  </div>
                  <span className="sr-only">
                    {formatMicros(range.low)} to {formatMicros(range.high)}
                  </span>
                </td>
                <td className="pl-3 text-right tabular-nums">{formatMicros(perMonth)}</td>
              </>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

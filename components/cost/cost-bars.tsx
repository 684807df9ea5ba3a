import { formatMicros } from '#lib/cost/money.ts'
import { type CostLine, costKinds, costKindTitles } from '#lib/cost/schema.ts'

/** What each kind of item costs a month, as bars from zero. Kinds that cost nothing are left out. */
export function CostBars({ lines }: { lines: readonly CostLine[] }) {
  const items = costKinds
    .map((kind) => ({
      kind,
      micros: lines.filter((line) => line.kind === kind).reduce((sum, line) => sum + line.micros, 0),
    }))
    .filter((item) => item.micros > 0)
  const most = Math.max(...items.map((item) => item.micros), 1)
  return (
    <table aria-label="Cost a month by item" className="w-full">
      <tbody>
        {items.map(({ kind, micros }) => (
          <tr key={kind}>
            <th scope="row" className="whitespace-nowrap py-0.5 pr-3 text-left font-normal text-ink-muted">
              {costKindTitles[kind]}
            </th>
            <td aria-hidden className="w-full">
              <div className="h-2 rounded-sm bg-hover">
                <div className="h-full min-w-0.5 rounded-sm bg-accent" style={{ width: `${(micros / most) * 100}%` }} />
              </div>
            </td>
            <td className="pl-3 text-right tabular-nums">{formatMicros(micros)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

import { formatMicros, formatPrice } from '#lib/cost/money.ts'
import type { CostEstimate } from '#lib/cost/schema.ts'

/** Every line of an estimate, what was assumed, what was left out, and which prices were used. */
export function CostDetails({ estimate }: { estimate: CostEstimate }) {
  const { lines, assumptions, notEstimated, priceBook } = estimate
  return (
    <div className="space-y-3">
      <table aria-label="Lines of the estimate" className="w-full">
        <thead className="sr-only">
          <tr>
            <th scope="col">Item</th>
            <th scope="col">A month</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.priceId} className="border-b last:border-b-0">
              <td className="py-1 pr-3">
                {line.label}
                <br />
                <span className="text-ink-muted text-sm">
                  {line.detail}, at {formatPrice(line.unitMicros)} a {line.unit}
                </span>
              </td>
              <td className="py-1 text-right align-top tabular-nums">{formatMicros(line.micros)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <div>
        <h4 className="font-medium">Assumed</h4>
        <ul className="text-ink-muted">
          {assumptions.map(({ name, says, isDefault }) => (
            <li key={name}>
              {says} {isDefault ? <span className="text-ink-faint">(default)</span> : null}
            </li>
          ))}
        </ul>
      </div>
      <div>
        <h4 className="font-medium">Not in it</h4>
        <ul className="text-ink-muted">
          {notEstimated.map((left) => (
            <li key={left}>{left}</li>
          ))}
        </ul>
      </div>
      <p className="text-ink-muted text-sm">
        {priceBook.name}, {priceBook.date}; price book version {priceBook.version}.
      </p>
    </div>
  )
}

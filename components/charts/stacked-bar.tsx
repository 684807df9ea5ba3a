import type { ReactNode } from 'react'
import { classNames } from '#components/ui/class-names.ts'

export type Part = {
  label: string
  value: number
  /** The value as people read it. */
  shown: ReactNode
}

// Steps of the one accent: parts of a whole are not statuses, so they do not borrow status colours.
const shades = ['bg-accent', 'bg-accent/75', 'bg-accent/50', 'bg-accent/30', 'bg-line-strong']

/** Parts of a whole as one bar, with a table of them below: name, share, figure. */
export function StackedBar({ parts, label }: { parts: readonly Part[]; label: string }) {
  const whole = parts.reduce((sum, part) => sum + part.value, 0)
  const shade = (index: number) => shades[Math.min(index, shades.length - 1)]
  return (
    <div>
      <div aria-hidden className="flex h-3 gap-px overflow-hidden rounded-sm bg-hover">
        {parts.map((part, index) => (
          <div
            key={part.label}
            title={part.label}
            className={shade(index)}
            style={{ width: `${whole ? (part.value / whole) * 100 : 0}%` }}
          />
        ))}
      </div>
      <table aria-label={label} className="mt-2 w-full">
        <tbody>
          {parts.map((part, index) => (
            <tr key={part.label}>
              <th scope="row" className="py-0.5 text-left font-normal">
                <span aria-hidden className={classNames('mr-2 inline-block size-2 rounded-xs', shade(index))} />
                {part.label}
              </th>
              <td className="w-14 text-right text-ink-muted">
                {whole ? `${Math.round((part.value / whole) * 100)} %` : null}
              </td>
              <td className="pl-3 text-right">{part.shown}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

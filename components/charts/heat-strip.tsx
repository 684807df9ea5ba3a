import Link from 'next/link'
import { classNames } from '#components/ui/class-names.ts'
import { wordsOf } from '#components/ui/status-words.ts'
import { toneFill } from '#components/ui/tone.ts'

export type HeatCell = {
  id: string
  /** A status, as `Status` knows it. */
  status: string
  /** What the cell is, on hover and for screen readers: "340 ms, 3 min. ago". */
  title: string
  href?: string
}

/**
 * How a thing stood over time, oldest first, one cell an event. Failures are also taller, so colour is not all.
 * The cells are too small to be the only way: pages show the same events as a list, which keys and touch use.
 */
export function HeatStrip({ cells, label }: { cells: readonly HeatCell[]; label: string }) {
  return (
    <ul aria-label={label} className="flex h-6 items-end gap-0.5">
      {cells.map((cell) => {
        const { tone, word } = wordsOf(cell.status)
        const look = classNames('block w-2 rounded-xs', toneFill[tone], tone === 'good' ? 'h-4' : 'h-6')
        const title = `${word}, ${cell.title}`
        return (
          <li key={cell.id}>
            <span className="sr-only">{title}</span>
            {cell.href ? (
              <Link href={cell.href} title={title} aria-hidden tabIndex={-1} prefetch={false} className={look} />
            ) : (
              <span aria-hidden title={title} className={look} />
            )}
          </li>
        )
      })}
    </ul>
  )
}

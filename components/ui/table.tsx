import Link from 'next/link'
import type { ComponentProps, ReactNode } from 'react'
import { classNames } from './class-names.ts'
import { TableKeys } from './table-keys.tsx'

/**
 * A dense table: rows of 36 px, two lines on a phone. Give the columns as `head`, rows as `Row`, cells as `Cell`.
 * j and k move between rows, Enter opens the row's link. `label` says what the rows are.
 */
export function Table({ label, head, children }: { label: string; head: ReactNode; children: ReactNode }) {
  return (
    <TableKeys>
      <table data-dense aria-label={label} className="w-full border-collapse text-left">
        <thead>
          <tr className="border-b">{head}</tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </TableKeys>
  )
}

/** A column's name. `end` for figures, which line up on the right. */
export function Column({ children, end, className }: { children: ReactNode; end?: boolean; className?: string }) {
  return (
    <th
      scope="col"
      className={classNames(
        'h-8 whitespace-nowrap px-3 font-medium text-ink-muted text-sm',
        end && 'text-right',
        className,
      )}
    >
      {children}
    </th>
  )
}

/** A row. Put a `RowLink` into its main cell and the whole row takes the press. */
export function Row({ className, ...rest }: ComponentProps<'tr'>) {
  return (
    <tr
      className={classNames(
        'relative h-9 border-b last:border-b-0 hover:bg-hover has-[a[data-row]:focus-visible]:bg-hover',
        className,
      )}
      {...rest}
    />
  )
}

export type CellProps = Omit<ComponentProps<'td'>, 'align'> & {
  /** On a phone: `main` leads the first line, `end` closes it, `extra` is left out, the rest make the second line. */
  part?: 'main' | 'end' | 'extra'
  /** A figure, lined up on the right. */
  end?: boolean
  /** Takes the room that is left and cuts long words. */
  grow?: boolean
  /** What it is, said before it on a phone, where no column says so. */
  label?: string
}

export function Cell({ part, end, grow, label, className, ...rest }: CellProps) {
  return (
    <td
      data-part={part}
      data-label={label}
      className={classNames(
        'px-3 py-1',
        end && 'text-right',
        grow ? 'w-full max-w-0 truncate' : 'whitespace-nowrap',
        className,
      )}
      {...rest}
    />
  )
}

/** The link a row stands for; its pressable area is the whole row. Other links in the row need `relative z-10`. */
export function RowLink({ className, children, ...rest }: ComponentProps<typeof Link>) {
  return (
    <Link
      data-row
      className={classNames(
        'font-medium after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:outline-focus focus-visible:after:outline-offset-[-2px]',
        className,
      )}
      {...rest}
    >
      {children}
    </Link>
  )
}

/** The head over what may be done with a row: nothing to see, and a word for who does not. */
export function ActsColumn() {
  return (
    <Column>
      <span className="sr-only">Acts</span>
    </Column>
  )
}

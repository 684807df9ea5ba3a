import type { ReactNode } from 'react'
import { classNames } from './class-names.ts'

export type Description = { term: string; value: ReactNode }

/** Facts about one thing: name on the left, value on the right. A value that is null or undefined leaves the line out. */
export function DescriptionList({ items, className }: { items: readonly Description[]; className?: string }) {
  return (
    <dl className={classNames('grid grid-cols-[minmax(6rem,auto)_minmax(0,1fr)] gap-x-4 gap-y-1.5', className)}>
      {items
        .filter((item) => item.value !== null && item.value !== undefined)
        .map((item) => (
          <div key={item.term} className="contents">
            <dt className="text-ink-muted">{item.term}</dt>
            <dd className="min-w-0">{item.value}</dd>
          </div>
        ))}
    </dl>
  )
}

import { classNames } from './class-names.ts'

/** A grey bar where words will be. Give it the size of what comes. */
export function Skeleton({ className }: { className?: string }) {
  return <div aria-hidden className={classNames('h-4 animate-pulse rounded-sm bg-hover', className)} />
}

const widths = ['w-40', 'w-56', 'w-48', 'w-64', 'w-44', 'w-52', 'w-36', 'w-60']

/** A list page before its rows are there, in the true shape: title, action, rows of 36 px. */
export function ListSkeleton({ rows = 8 }: { rows?: number }) {
  return (
    <div role="status" aria-label="Loading">
      <div className="mb-6 flex h-8 items-center justify-between">
        <Skeleton className="h-6 w-48" />
        <Skeleton className="h-8 w-32" />
      </div>
      <div className="rounded-lg border bg-surface">
        {widths.slice(0, rows).map((width) => (
          <div key={width} className="flex h-9 items-center gap-6 border-b px-3 last:border-b-0">
            <Skeleton className={width} />
            <Skeleton className="ml-auto w-20" />
            <Skeleton className="w-16 max-sm:hidden" />
          </div>
        ))}
      </div>
    </div>
  )
}

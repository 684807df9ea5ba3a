import { Info, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { classNames } from './class-names.ts'

/** A remark that is not a failure: something to know (`info`) or to be careful about (`caution`). */
export function Notice({
  kind = 'info',
  title,
  children,
  className,
}: {
  kind?: 'info' | 'caution'
  title?: ReactNode
  children?: ReactNode
  className?: string
}) {
  const Icon = kind === 'info' ? Info : TriangleAlert
  return (
    <div
      className={classNames('flex gap-2.5 rounded-md p-3', kind === 'info' ? 'bg-sunken' : 'bg-wait-soft', className)}
    >
      <Icon
        aria-hidden
        className={classNames('mt-0.5 size-4 shrink-0', kind === 'info' ? 'text-ink-muted' : 'text-wait')}
      />
      <div className="min-w-0 flex-1">
        {title ? <p className="font-medium">{title}</p> : null}
        {children}
      </div>
    </div>
  )
}

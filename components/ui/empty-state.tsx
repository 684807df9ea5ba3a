import type { ReactNode } from 'react'

/** Says what would appear here and how to make the first one. */
export function EmptyState({
  icon,
  title,
  children,
  actions,
}: {
  icon?: ReactNode
  title: ReactNode
  children?: ReactNode
  actions?: ReactNode
}) {
  return (
    <div className="flex flex-col items-center rounded-lg border border-dashed px-6 py-12 text-center">
      {icon ? <div className="mb-3 text-ink-faint [&_svg]:size-6">{icon}</div> : null}
      <p className="font-semibold text-prose">{title}</p>
      {children ? <div className="mt-1 max-w-[52ch] text-ink-muted">{children}</div> : null}
      {actions ? <div className="mt-4 flex flex-wrap justify-center gap-2">{actions}</div> : null}
    </div>
  )
}

import { ChevronRight } from 'lucide-react'
import Link from 'next/link'
import type { ReactNode } from 'react'

export type Crumb = { label: string; href: string }

export type PageHeaderProps = {
  /** The page's one title. */
  title: ReactNode
  /** Where it belongs, outermost first; the page itself is not among them. */
  crumbs?: readonly Crumb[]
  /** One sentence: what this is, or how it stands. */
  description?: ReactNode
  actions?: ReactNode
}

/** The head of every page. */
export function PageHeader({ title, crumbs, description, actions }: PageHeaderProps) {
  return (
    <header className="mb-6">
      {crumbs?.length ? (
        <nav aria-label="Breadcrumb" className="mb-1">
          <ol className="flex flex-wrap items-center gap-1 text-ink-muted">
            {crumbs.map((crumb) => (
              <li key={crumb.href} className="inline-flex items-center gap-1">
                <Link href={crumb.href} className="hover:text-ink hover:underline">
                  {crumb.label}
                </Link>
                <ChevronRight aria-hidden className="size-3.5 text-ink-faint" />
              </li>
            ))}
          </ol>
        </nav>
      ) : null}
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div className="min-w-0">
          <h1 className="font-semibold text-title">{title}</h1>
          {description ? <div className="prose-width mt-0.5 text-ink-muted">{description}</div> : null}
        </div>
        {actions ? <div className="flex flex-wrap gap-2">{actions}</div> : null}
      </div>
    </header>
  )
}

'use client'

import Link from 'next/link'
import { useSearchParams } from 'next/navigation'
import type { ReactNode } from 'react'

/** Tabs kept in one search parameter; an empty value is the page without it. */
export function QueryTabs({
  label,
  param,
  tabs,
}: {
  label: string
  param: string
  tabs: readonly { value: string; label: ReactNode }[]
}) {
  const search = useSearchParams()
  const current = search.get(param) ?? ''
  return (
    <nav aria-label={label} className="mb-5 flex gap-4 overflow-x-auto border-b">
      {tabs.map((tab) => (
        <Link
          key={tab.value}
          href={tab.value ? `?${new URLSearchParams({ [param]: tab.value })}` : '?'}
          aria-current={current === tab.value ? 'page' : undefined}
          className="-mb-px inline-flex h-9 items-center whitespace-nowrap border-transparent border-b-2 px-0.5 font-medium text-ink-muted hover:text-ink focus-visible:outline-offset-[-2px] aria-[current=page]:border-accent aria-[current=page]:text-ink"
        >
          {tab.label}
        </Link>
      ))}
    </nav>
  )
}

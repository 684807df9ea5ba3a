'use client'

import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { type ReactNode, useEffect, useRef } from 'react'
import { classNames } from './class-names.ts'

export type TabLink = { href: string; label: ReactNode }

/** Tabs that are pages of their own: the address says which one is open, or holds the page one has come to. */
export function TabLinks({ label, links }: { label: string; links: readonly TabLink[] }) {
  const path = usePathname()
  const [open] = links
    .map(({ href }) => href)
    .filter((href) => path === href || path.startsWith(`${href}/`))
    .sort((a, b) => b.length - a.length)
  const strip = useRef<HTMLElement>(null)
  // On a phone the open one may lie beyond the edge.
  useEffect(() => {
    const link = open && strip.current?.querySelector(`a[href="${CSS.escape(open)}"]`)
    if (link) link.scrollIntoView({ block: 'nearest', inline: 'center' })
  }, [open])
  return (
    <nav ref={strip} aria-label={label} className="mb-5 flex gap-4 overflow-x-auto border-b">
      {links.map((link) => (
        <Link
          key={link.href}
          href={link.href}
          aria-current={path === link.href ? 'page' : open === link.href ? 'true' : undefined}
          className={classNames(
            '-mb-px inline-flex h-9 items-center whitespace-nowrap border-transparent border-b-2 px-0.5 font-medium text-ink-muted hover:text-ink focus-visible:outline-offset-[-2px] aria-[current]:border-accent aria-[current]:text-ink',
          )}
        >
          {link.label}
        </Link>
      ))}
    </nav>
  )
}

'use client'

import { type ReactNode, useEffect, useRef } from 'react'

const typing = 'input, textarea, select, [contenteditable], [role="dialog"], [role="menu"]'

/** j and k walk the row links inside; Enter is the link's own. Silent while something is typed or a dialog is open. */
export function TableKeys({ children }: { children: ReactNode }) {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const walk = (event: KeyboardEvent) => {
      const step = event.key === 'j' ? 1 : event.key === 'k' ? -1 : 0
      if (!step || event.metaKey || event.ctrlKey || event.altKey) return
      if (event.target instanceof Element && event.target.closest(typing)) return
      const links = [...(box.current?.querySelectorAll<HTMLAnchorElement>('a[data-row]') ?? [])]
      const at = links.indexOf(document.activeElement as HTMLAnchorElement)
      const next = links[at < 0 ? (step > 0 ? 0 : links.length - 1) : at + step]
      next?.focus()
      next?.scrollIntoView({ block: 'nearest' })
    }
    document.addEventListener('keydown', walk)
    return () => document.removeEventListener('keydown', walk)
  }, [])
  return (
    <div ref={box} className="overflow-x-auto rounded-lg border bg-surface">
      {children}
    </div>
  )
}

'use client'

import { Search } from 'lucide-react'
import dynamic from 'next/dynamic'
import { useRouter } from 'next/navigation'
import { useEffect, useRef, useState } from 'react'
import { KeyHint } from '#components/ui/key-hint.tsx'
import type { Destination } from './destinations.ts'

const CommandPalette = dynamic(() => import('./command-palette.tsx').then((file) => file.CommandPalette))
const KeyboardHelp = dynamic(() => import('./keyboard-help.tsx').then((file) => file.KeyboardHelp))

const typing = 'input, textarea, select, [contenteditable], [role="dialog"], [role="menu"]'
const SEQUENCE_MS = 1200

export type Act = { label: string; href: string; keywords?: string }
export type GoAnywhereProps = { destinations: readonly Destination[]; acts: readonly Act[] }

/** The search button of the top bar, and the keys that work everywhere: ⌘K, /, ?, and g with a letter. */
export function GoAnywhere({ destinations, acts }: GoAnywhereProps) {
  const router = useRouter()
  const [open, setOpen] = useState<'palette' | 'help'>()
  const before = useRef({ key: '', at: 0 })

  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if ((event.metaKey || event.ctrlKey) && !event.shiftKey && event.key.toLowerCase() === 'k') {
        event.preventDefault()
        setOpen((now) => (now === 'palette' ? undefined : 'palette'))
        return
      }
      if (event.metaKey || event.ctrlKey || event.altKey) return
      if (event.target instanceof Element && event.target.closest(typing)) return
      const afterG = before.current.key === 'g' && event.timeStamp - before.current.at < SEQUENCE_MS
      before.current = { key: event.key, at: event.timeStamp }
      const to = afterG ? destinations.find((entry) => entry.key === event.key) : undefined
      if (to) router.push(to.href)
      else if (event.key === '?') setOpen('help')
      else if (event.key === '/') {
        event.preventDefault()
        setOpen('palette')
      }
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [router, destinations])

  const close = (next: boolean) => setOpen((now) => (next ? now : undefined))
  return (
    <>
      <button
        type="button"
        onClick={() => setOpen('palette')}
        className="flex h-8 min-w-0 flex-1 items-center gap-2 rounded-md border bg-surface px-2.5 text-ink-muted hover:border-line-strong sm:max-w-96"
      >
        <Search aria-hidden className="size-4 shrink-0" />
        <span className="truncate">Go anywhere, or paste an id</span>
        <span className="ml-auto max-sm:hidden">
          <KeyHint keys={['⌘', 'K']} />
        </span>
      </button>
      {open === 'palette' ? (
        <CommandPalette destinations={destinations} acts={acts} onOpenChange={close} onHelp={() => setOpen('help')} />
      ) : null}
      {open === 'help' ? <KeyboardHelp destinations={destinations} onOpenChange={close} /> : null}
    </>
  )
}

'use client'

import { Siren } from 'lucide-react'
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { useEffect, useState } from 'react'
import { RelativeTime } from '#components/ui/relative-time.tsx'

export type OpenGlassView = {
  id: string
  reason: string
  openedByLabel: string
  until: string
  environment: { name: string }
  manifest: { name: string } | null
}

const AGAIN_MS = 20_000

/**
 * Above every page while the glass is broken. The frame is drawn once, so it asks again at every step and now and then:
 * somebody else may break or mend it.
 */
export function OpenBanner({ initial }: { initial: readonly OpenGlassView[] }) {
  const path = usePathname()
  const [open, setOpen] = useState(initial)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another page is a reason to ask again.
  useEffect(() => {
    // The page was read anew, after one's own act too: what it says is newer than what was asked for before.
    setOpen(initial)
    const stop = new AbortController()
    const look = () => {
      fetch('/api/v1/break-glass/open', { signal: stop.signal })
        .then((answer) => (answer.ok ? answer.json() : undefined))
        .then((body: { open: OpenGlassView[] } | undefined) => body && setOpen(body.open))
        .catch(() => undefined) // the portal is away for a moment; what is shown stays
    }
    look()
    const timer = setInterval(look, AGAIN_MS)
    return () => {
      clearInterval(timer)
      stop.abort()
    }
  }, [path, initial])
  if (!open.length) return null
  return (
    <div role="status" className="bg-bad-solid px-4 py-2 text-on-accent sm:px-6">
      {open.map(({ id, environment, manifest, openedByLabel, reason, until }) => (
        <p key={id} className="flex min-w-0 items-start gap-2">
          <Siren aria-hidden className="mt-0.5 size-4 shrink-0" />
          <span className="min-w-0 break-words">
            <span className="font-semibold">
              The glass is broken for {manifest?.name ?? 'everything'} in {environment.name}
            </span>{' '}
            by {openedByLabel}: {reason} Ends <RelativeTime at={until} />{' '}
            <Link href="/exceptions/break-glass" className="font-medium underline underline-offset-2">
              Look at it
            </Link>
          </span>
        </p>
      ))}
    </div>
  )
}

import { ArrowRight } from 'lucide-react'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { EnvironmentMark } from '#components/ui/environment-mark.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import { Status } from '#components/ui/status.tsx'

export type WaitingThing = {
  id: string
  href: string
  /** A status as `Status` knows it. */
  status: string
  /** What is asked of the reader, as a sentence without a stop. */
  sentence: ReactNode
  environment: string | undefined
  since: Date
}

/** What waits for the reader, one line each; says so when nothing does. */
export function NeedsYou({ things }: { things: readonly WaitingThing[] }) {
  if (things.length === 0) {
    return <p className="rounded-lg border bg-surface px-4 py-3 text-ink-muted">Nothing. You are up to date.</p>
  }
  return (
    <ul className="divide-y rounded-lg border bg-surface">
      {things.map((thing) => (
        <li key={thing.id}>
          <Link
            href={thing.href}
            className="flex min-h-11 flex-wrap items-center gap-x-3 gap-y-0.5 px-3 py-2 hover:bg-hover focus-visible:outline-offset-[-2px]"
          >
            <Status status={thing.status} iconOnly />
            <span className="min-w-0 flex-1 basis-52">{thing.sentence}</span>
            {thing.environment ? <EnvironmentMark name={thing.environment} /> : null}
            <RelativeTime at={thing.since} className="text-ink-muted" />
            <ArrowRight aria-hidden className="size-4 text-ink-faint max-sm:hidden" />
          </Link>
        </li>
      ))}
    </ul>
  )
}

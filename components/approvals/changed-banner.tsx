import { History } from 'lucide-react'
import Link from 'next/link'
import { FieldChanges } from '#components/manifests/side-by-side.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import type { ChangedSince } from '#lib/inbox/saw-request.ts'

/** Only what has changed since the reader last looked at this matter. */
export function ChangedBanner({ changed }: { changed: ChangedSince }) {
  return (
    <section aria-label="Changed since you looked" className="mb-6 rounded-lg border border-wait/40 bg-wait-soft p-3">
      <div className="flex gap-2.5">
        <History aria-hidden className="mt-0.5 size-4 shrink-0 text-wait" />
        <div className="min-w-0 flex-1">
          <h2 className="font-semibold">Changed since you looked</h2>
          <p className="text-ink-muted">
            You saw{' '}
            <Link href={`/approvals/${changed.approvalId}`} className="text-accent-text hover:underline">
              the request before this one
            </Link>{' '}
            <RelativeTime at={changed.seenAt} />; it is {changed.status} now. Everything else is as it was.
          </p>
          <dl className="mt-2 space-y-2">
            {changed.parts.map(({ part, changes }) => (
              <div key={part}>
                <dt className="font-medium first-letter:uppercase">{part}</dt>
                <dd className="break-words">
                  {changes.length ? (
                    <FieldChanges changes={changes} />
                  ) : (
                    <span className="text-ink-muted">Another digest; nothing that people read differs.</span>
                  )}
                </dd>
              </div>
            ))}
          </dl>
        </div>
      </div>
    </section>
  )
}

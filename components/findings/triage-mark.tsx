import { RelativeTime } from '#components/ui/relative-time.tsx'
import { Status } from '#components/ui/status.tsx'
import type { TriageStatusName } from '#lib/findings/schema.ts'

/** How a finding stands, and until when. */
export function TriageMark({ status, until }: { status: TriageStatusName; until?: Date | string | null | undefined }) {
  const ends = status !== 'open' && until
  return (
    <span className="inline-flex flex-wrap items-center gap-x-1.5">
      <Status status={status} />
      {ends ? (
        <span className="text-ink-muted text-sm">
          ends <RelativeTime at={until} />
        </span>
      ) : null}
    </span>
  )
}

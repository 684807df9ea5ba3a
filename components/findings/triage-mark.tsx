import { RelativeTime } from '#components/ui/relative-time.tsx'
import { Status } from '#components/ui/status.tsx'
import type { TriageStatusName } from '#lib/findings/words.ts'

type Props = {
  status: TriageStatusName
  until?: Date | string | null | undefined
  /** A waiver covers its licence. */
  waived?: boolean
}

/** How a finding stands, and until when. */
export function TriageMark({ status, until, waived }: Props) {
  const ends = status !== 'open' && until
  return (
    <span className="inline-flex items-center gap-x-1.5 whitespace-nowrap align-top">
      <Status status={status === 'open' && waived ? 'waived' : status} />
      {ends ? (
        <span className="text-ink-muted text-sm">
          ends <RelativeTime at={until} />
        </span>
      ) : null}
    </span>
  )
}

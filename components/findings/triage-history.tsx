import { RelativeTime } from '#components/ui/relative-time.tsx'
import { Status } from '#components/ui/status.tsx'
import { justificationWords, type TriageStatusName } from '#lib/findings/words.ts'

export type TriageEntry = {
  id: string
  artifactId: string | null
  status: TriageStatusName
  reason: string
  justification: keyof typeof justificationWords | null
  expiresAt: Date | null
  byLabel: string
  at: Date
}

/** What was ever said of a finding, newest first. */
export function TriageHistory({ entries }: { entries: readonly TriageEntry[] }) {
  if (!entries.length) return <p className="text-ink-muted">Nobody has said anything yet.</p>
  return (
    <ol className="space-y-3 border-l pl-4">
      {entries.map((entry) => (
        <li key={entry.id}>
          <div className="flex flex-wrap items-baseline gap-x-2">
            <Status status={entry.status} />
            <span className="text-ink-muted text-sm">
              {entry.byLabel}, <RelativeTime at={entry.at} />
              {entry.artifactId ? '' : ', for every artifact'}
            </span>
          </div>
          <p>{entry.reason}</p>
          {entry.justification ? <p className="text-ink-muted">{justificationWords[entry.justification]}.</p> : null}
          {entry.expiresAt ? (
            <p className="text-ink-muted text-sm">
              Ends <RelativeTime at={entry.expiresAt} />
            </p>
          ) : null}
        </li>
      ))}
    </ol>
  )
}

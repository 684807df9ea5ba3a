import { Fingerprint, KeyRound } from 'lucide-react'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import { Status } from '#components/ui/status.tsx'
import type { PeopleView } from '#lib/inbox/people-of-request.ts'

const statusOf = { approve: 'approved', reject: 'rejected', withdraw: 'withdrawn' } as const

/** What people have said, in the order they said it. */
export function VotesList({ votes }: { votes: PeopleView['votes'] }) {
  return (
    <ol className="space-y-1.5">
      {votes.map((vote) => (
        <li key={vote.id} className="flex flex-wrap items-baseline gap-x-2.5">
          <Status status={statusOf[vote.verdict as keyof typeof statusOf] ?? vote.verdict} />
          <span>
            {vote.who}
            {vote.onBehalfOf ? <span className="text-ink-muted"> for {vote.onBehalfOf}</span> : null}
          </span>
          {vote.assurance === 'passkey' ? (
            <span className="inline-flex items-center gap-1 self-center text-ink-muted text-sm">
              <Fingerprint aria-hidden className="size-3.5" /> signed with a passkey
            </span>
          ) : vote.assurance === 'password' ? (
            <span className="inline-flex items-center gap-1 self-center text-ink-muted text-sm">
              <KeyRound aria-hidden className="size-3.5" /> password once more
            </span>
          ) : null}
          {vote.comment ? <q className="text-ink-muted">{vote.comment}</q> : null}
          {vote.counts ? null : <span className="text-ink-muted">no longer counts</span>}
          <RelativeTime at={vote.at} className="text-ink-muted" />
        </li>
      ))}
    </ol>
  )
}

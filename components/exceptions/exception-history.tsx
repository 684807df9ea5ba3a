import type { ReactNode } from 'react'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import { wordsOf } from '#components/ui/status-words.ts'
import { TextLink } from '#components/ui/text-link.tsx'

type Vote = { id: string; person: string; verdict: 'approve' | 'reject' | 'withdraw'; comment: string | null; at: Date }

export type HistoryOfException = {
  requestedByLabel: string
  createdAt: Date
  status: string
  endedAt: Date | null
  endedByLabel: string | null
  endReason: string | null
  decision: { id: string; status: string; expiresAt: Date; votes: Vote[] } | undefined
  renewals: { id: string; state: string }[]
}

const voted = { approve: 'approved', reject: 'rejected', withdraw: 'took their vote back' } as const

/** Who did what about an exception, the oldest first. */
export function ExceptionHistory({ exception }: { exception: HistoryOfException }) {
  const { decision, renewals, endedAt, endedByLabel, endReason, status } = exception
  return (
    <ol className="space-y-2 border-l pl-4">
      <Event at={exception.createdAt}>{exception.requestedByLabel} asked for it.</Event>
      {decision?.votes.map(({ id, person, verdict, comment, at }) => (
        <Event key={id} at={at} said={comment}>
          {person} {voted[verdict]}.
        </Event>
      ))}
      {decision?.status === 'open' ? (
        <Event at={decision.expiresAt}>
          <TextLink href={`/approvals/${decision.id}`}>Waiting for approvers</TextLink>, until then.
        </Event>
      ) : null}
      {endedAt && status !== 'rejected' ? (
        <Event at={endedAt} said={endReason}>
          {status === 'expired' ? 'It expired.' : `${endedByLabel} has it ${wordsOf(status).word.toLowerCase()}.`}
        </Event>
      ) : null}
      {renewals.map(({ id, state }) => (
        <li key={id}>
          <TextLink href={`/exceptions/${id}`}>Its renewal</TextLink> is {wordsOf(state).word.toLowerCase()}.
        </li>
      ))}
    </ol>
  )
}

function Event({ at, said, children }: { at: Date; said?: string | null; children: ReactNode }) {
  return (
    <li>
      <span>{children}</span> <RelativeTime at={at} className="text-ink-muted" />
      {said ? <p className="prose-width break-words text-ink-muted">“{said}”</p> : null}
    </li>
  )
}

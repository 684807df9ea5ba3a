import { RelativeTime } from '#components/ui/relative-time.tsx'
import { Status } from '#components/ui/status.tsx'
import type { DecisionView } from '#lib/inbox/read-decision.ts'
import { DecideForm, Footer } from './decide-form.tsx'
import { TakeBackButton } from './take-back-button.tsx'
import type { VoteActs } from './use-vote.ts'

const strength = { session: 0, password: 1, passkey: 2 } as const

/** What the reader can do about a request, or why nothing. */
export function DecisionFoot({ view, acts, next }: { view: DecisionView; acts: VoteActs; next?: string | undefined }) {
  const { request, people } = view
  const { you } = people
  if (request.status !== 'open') {
    const later = request.status === 'approved' && request.startsAt && request.startsAt > new Date()
    return (
      <Footer>
        <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <Status status={request.status} />
          {request.decidedAt ? <RelativeTime at={request.decidedAt} className="text-ink-muted" /> : null}
          {later && request.startsAt ? (
            <span>
              Begins <RelativeTime at={request.startsAt} />.
            </span>
          ) : null}
        </p>
        {later && you.voted === 'approve' ? (
          <TakeBackButton approvalId={request.id} what="my approval" {...acts} />
        ) : null}
      </Footer>
    )
  }
  if (request.mine) {
    return (
      <Footer>
        <p className="text-ink-muted">You asked for this, so somebody else decides. It waits for {people.waitsFor}.</p>
        <TakeBackButton approvalId={request.id} what="the request" {...acts} />
      </Footer>
    )
  }
  if (you.voted) {
    return (
      <Footer>
        <p>
          You have {you.voted === 'approve' ? 'approved' : 'rejected'} this. It waits for {people.waitsFor}.
        </p>
        <TakeBackButton approvalId={request.id} what={you.voted === 'approve' ? 'my approval' : 'my vote'} {...acts} />
      </Footer>
    )
  }
  if (you.conflict || !you.fills.length) {
    return (
      <Footer>
        <p>
          <span className="font-medium">You may not decide this.</span>{' '}
          <span className="text-ink-muted">
            {you.conflict ?? people.slots[0]?.notYou} It waits for {people.waitsFor}.
          </span>
        </p>
      </Footer>
    )
  }
  const mine = people.slots.filter(({ rule }) => you.fills.includes(rule))
  const reachable = mine.filter(({ assurance }) => assurance !== 'passkey' || you.passkeys > 0)
  const needs = reachable.reduce<'session' | 'password' | 'passkey'>(
    (most, { assurance }) => (strength[assurance] > strength[most] ? assurance : most),
    reachable.length ? 'session' : 'passkey',
  )
  return (
    <DecideForm
      // What was typed about one request is not about the next.
      key={request.id}
      approvalId={request.id}
      given={people.required - people.missing}
      required={people.required}
      needs={needs}
      passkeys={you.passkeys}
      reasonNeeded={request.kind === 'exception' || mine.some(({ overrides }) => overrides)}
      speaksFor={you.speaksFor}
      next={next}
      {...acts}
    />
  )
}

'use client'

import { Check, Fingerprint, X } from 'lucide-react'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { type ReactNode, useRef, useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { ErrorNotice } from '#components/ui/error-notice.tsx'
import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { Select } from '#components/ui/select.tsx'
import { Textarea } from '#components/ui/textarea.tsx'
import { toastDone } from '#components/ui/toast.ts'
import { useVote, type VoteActs } from './use-vote.ts'

export type DecideFormProps = VoteActs & {
  approvalId: string
  /** People in favour so far, and the fewest who are enough. */
  given: number
  required: number
  /** What the strongest place asks for that the reader can fill without a passkey. */
  needs: 'session' | 'password' | 'passkey'
  passkeys: number
  /** Letting a soft finding pass, or granting an exception, takes a reason too. */
  reasonNeeded: boolean
  /** People away for whom the reader may decide. */
  speaksFor: readonly { userId: string; who: string }[]
  /** Where to go when it is decided: the next one of the inbox. */
  next?: string | undefined
}

const said = { approved: 'Approved.', rejected: 'Rejected.', open: 'Your approval counts; others are still needed.' }

/** The decision: a comment, Reject, Approve. Stays at the foot of the screen, so that one thumb reaches it. */
export function DecideForm(props: DecideFormProps) {
  const { approvalId, given, required, passkeys, reasonNeeded, speaksFor, next } = props
  const router = useRouter()
  const box = useRef<HTMLTextAreaElement>(null)
  const [comment, setComment] = useState('')
  const [password, setPassword] = useState('')
  const [voice, setVoice] = useState('')
  const [missing, setMissing] = useState('')
  const { run, pending, refusal } = useVote(props, (state) => {
    toastDone(said[state as keyof typeof said] ?? 'Decided.')
    if (next) router.push(next, { scroll: false })
  })
  const signed = passkeys > 0
  const send = (verdict: 'approve' | 'reject') => {
    const silent = !comment.trim() && (verdict === 'reject' || reasonNeeded)
    setMissing(silent ? (verdict === 'reject' ? 'Say why you reject.' : 'Say why you let it pass.') : '')
    if (silent) return box.current?.focus()
    const typed = !signed && password ? { password } : {}
    run({ approvalId, verdict, comment, signed, ...typed, ...(voice && { onBehalfOfId: voice }) })
  }
  if (props.needs === 'passkey' && !signed) {
    return (
      <Footer>
        <Notice kind="caution" title="This takes a passkey">
          You have none yet.{' '}
          <Link href="/settings/passkeys" className="text-accent-text hover:underline">
            Enrol one
          </Link>{' '}
          and come back: it takes a minute.
        </Notice>
      </Footer>
    )
  }
  const count = required > 1 ? ` ${Math.min(given + 1, required)} of ${required}` : ''
  return (
    <Footer>
      {refusal ? <ErrorNotice {...refusal} /> : null}
      {speaksFor.length ? (
        <Field label="Decide">
          {(control) => (
            <Select
              {...control}
              className="max-w-80"
              placeholder="for yourself"
              options={speaksFor.map(({ userId, who }) => ({ value: userId, label: `for ${who}, who is away` }))}
              value={voice}
              onChange={(event) => setVoice(event.target.value)}
            />
          )}
        </Field>
      ) : null}
      <div className="flex flex-col gap-2 sm:flex-row sm:flex-wrap sm:items-end">
        <Field label="Comment" error={missing || undefined} className="min-w-60 flex-1">
          {(control) => (
            <Textarea
              {...control}
              ref={box}
              data-decide="comment"
              rows={1}
              placeholder={
                reasonNeeded ? 'Needed either way; kept with the evidence' : 'Needed to reject; kept with the evidence'
              }
              className="max-h-40 min-h-10 py-2"
              value={comment}
              onChange={(event) => setComment(event.target.value)}
              onKeyDown={(event) => {
                if (event.key === 'Escape') event.currentTarget.blur()
              }}
            />
          )}
        </Field>
        {props.needs === 'password' && !signed ? (
          <Field label="Your password, once more" className="min-w-48 sm:max-w-56">
            {(control) => (
              <Input
                {...control}
                type="password"
                autoComplete="current-password"
                value={password}
                onChange={(event) => setPassword(event.target.value)}
              />
            )}
          </Field>
        ) : null}
        <div className="flex gap-2">
          <Button
            variant="secondary"
            size="lg"
            icon={<X />}
            pending={pending}
            onClick={() => send('reject')}
            className="text-bad max-sm:flex-1"
          >
            Reject
          </Button>
          <Button
            variant="primary"
            size="lg"
            icon={signed ? <Fingerprint /> : <Check />}
            pending={pending}
            data-decide="approve"
            onClick={() => send('approve')}
            className="max-sm:flex-[2]"
          >
            Approve{count}
            {signed ? ' with passkey' : ''}
          </Button>
        </div>
      </div>
    </Footer>
  )
}

/** The foot of a decision, above whatever is scrolled. */
export function Footer({ children }: { children: ReactNode }) {
  return (
    <div className="sticky bottom-0 z-20 -mx-4 mt-8 space-y-3 border-t bg-canvas px-4 pt-3 pb-[max(0.75rem,env(safe-area-inset-bottom))] sm:-mx-6 sm:px-6">
      {children}
    </div>
  )
}

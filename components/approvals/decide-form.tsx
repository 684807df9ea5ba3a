'use client'

import { Check, X } from 'lucide-react'
import { useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { ErrorNotice } from '#components/ui/error-notice.tsx'
import { Field } from '#components/ui/field.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { Textarea } from '#components/ui/textarea.tsx'
import { type Answer, useAct } from '#components/ui/use-act.ts'

type Input = { approvalId: string; verdict: 'approve' | 'reject'; comment: string }

type Props = {
  approvalId: string
  /** Why this person may not decide; undefined when they may. */
  conflict: string | undefined
  given: number
  required: number
  decide(input: Input): Promise<Answer<unknown>>
}

/** The decision: a comment, Reject, Approve. Stays at the foot of the screen, so that one thumb reaches it. */
export function DecideForm({ approvalId, conflict, given, required, decide }: Props) {
  const [comment, setComment] = useState('')
  const [missing, setMissing] = useState(false)
  const act = useAct(decide)
  if (conflict) return <Notice title="You may not decide this">{conflict} Somebody else must.</Notice>
  const send = (verdict: Input['verdict']) => {
    const silent = verdict === 'reject' && !comment.trim()
    setMissing(silent)
    if (!silent) act.run({ approvalId, verdict, comment })
  }
  return (
    <div className="sticky bottom-0 z-20 -mx-4 mt-6 space-y-3 border-t bg-canvas px-4 py-3 sm:mx-0 sm:rounded-t-lg sm:border-x">
      {act.refusal ? <ErrorNotice {...act.refusal} /> : null}
      <Field
        label="Comment"
        hint="Needed to reject; kept with the evidence."
        error={missing ? 'Say why you reject.' : undefined}
      >
        {(control) => (
          <Textarea {...control} rows={2} value={comment} onChange={(event) => setComment(event.target.value)} />
        )}
      </Field>
      <div className="flex justify-end gap-2">
        <Button variant="danger" size="lg" icon={<X />} pending={act.pending} onClick={() => send('reject')}>
          Reject
        </Button>
        <Button variant="primary" size="lg" icon={<Check />} pending={act.pending} onClick={() => send('approve')}>
          Approve {required > 1 ? `${given + 1} of ${required}` : ''}
        </Button>
      </div>
    </div>
  )
}

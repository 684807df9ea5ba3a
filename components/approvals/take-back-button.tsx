'use client'

import { Undo2 } from 'lucide-react'
import { Button } from '#components/ui/button.tsx'
import { ErrorNotice } from '#components/ui/error-notice.tsx'
import { toastDone } from '#components/ui/toast.ts'
import { useVote, type VoteActs } from './use-vote.ts'

/** Takes back what is one's own: a vote, or as the requester the request. */
export function TakeBackButton({ approvalId, what, ...acts }: VoteActs & { approvalId: string; what: string }) {
  const { run, pending, refusal } = useVote(acts, () => toastDone('Taken back.'))
  return (
    <div className="space-y-2">
      {refusal ? <ErrorNotice {...refusal} /> : null}
      <Button
        size="lg"
        icon={<Undo2 />}
        pending={pending}
        onClick={() => run({ approvalId, verdict: 'withdraw', comment: '', signed: false })}
      >
        Take back {what}
      </Button>
    </div>
  )
}

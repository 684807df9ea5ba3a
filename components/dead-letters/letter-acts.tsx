'use client'

import { useState } from 'react'
import { Button, ButtonLink } from '#components/ui/button.tsx'
import { ConfirmWithReason } from '#components/ui/confirm-with-reason.tsx'
import type { DeadLetterStatusName } from '#lib/dead-letters/dead-letter-words.ts'
import { type CloseAct, CloseDialog } from './close-dialog.tsx'
import type { ReopenAct } from './letters-list.tsx'

type Props = {
  id: string
  status: DeadLetterStatusName
  mayReplay: boolean
  mayClose: boolean
  close: CloseAct
  reopen: ReopenAct
}

/** What can be done about one failure. */
export function LetterActs({ id, status, mayReplay, mayClose, close, reopen }: Props) {
  const [closing, setClosing] = useState(false)
  const open = status === 'open'
  return (
    <>
      {mayClose && (status === 'waived' || status === 'superseded') ? (
        <ConfirmWithReason
          label="Open again"
          title="Open it again?"
          confirm="Open again"
          size="md"
          done="It counts as left to address, unless its token has taken effect."
          act={reopen}
          input={{ ids: [id] }}
        >
          It counts as left to address. One whose token has taken effect meanwhile stays closed.
        </ConfirmWithReason>
      ) : null}
      {mayClose && open ? <Button onClick={() => setClosing(true)}>Close…</Button> : null}
      {mayReplay && open ? (
        <ButtonLink variant="primary" href={`/dead-letters/replay?ids=${id}`}>
          Replay…
        </ButtonLink>
      ) : null}
      {closing ? (
        <CloseDialog letters={{ ids: [id] }} count={1} close={close} onClose={() => setClosing(false)} />
      ) : null}
    </>
  )
}

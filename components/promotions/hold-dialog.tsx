'use client'

import { useState } from 'react'
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx'
import { ReasonField } from '#components/ui/reason-field.tsx'
import { toastDone } from '#components/ui/toast.ts'
import { useAct } from '#components/ui/use-act.ts'
import type { BoardActs, CellView } from './board-moves.ts'

type Props = { name: string; cell: CellView; acts: BoardActs; onClose: () => void }

/** Holds what is in a cell, or lets it go on again; either way with a reason. */
export function HoldDialog({ name, cell, acts, onClose }: Props) {
  const { holdId, environment, manifestId } = cell
  const [reason, setReason] = useState('')
  const done = (words: string) => () => {
    toastDone(words)
    onClose()
  }
  const hold = useAct(acts.hold ?? refuse, done(`${name} is held in ${environment}.`))
  const release = useAct(acts.release ?? refuse, done(`${name} may go on from ${environment}.`))
  const act = holdId ? release : hold
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={holdId ? `Release ${name} in ${environment}` : `Hold ${name} in ${environment}`}
      confirm={holdId ? 'Release it' : 'Hold it'}
      pending={act.pending}
      refusal={act.refusal}
      onConfirm={() => (holdId ? release.run({ id: holdId, reason }) : hold.run({ manifestId, environment, reason }))}
    >
      <p className="mb-3">
        {holdId
          ? `${cell.heldBy} held it: ${cell.held}`
          : 'It goes on taking work here; nobody can promote it until the hold is released.'}
      </p>
      <ReasonField
        hint="Shown on the board and kept as evidence."
        maxLength={2000}
        value={reason}
        onChange={setReason}
      />
    </ConfirmDialog>
  )
}

const refuse = async () => ({ ok: false as const, problem: { title: 'Your role does not permit this' } })

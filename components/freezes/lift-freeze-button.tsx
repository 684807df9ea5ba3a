'use client'

import { useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx'
import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'
import { toastDone } from '#components/ui/toast.ts'
import { useAct } from '#components/ui/use-act.ts'
import type { ActionResult } from '#lib/http/action.ts'

export type LiftFreeze = (input: { id: string; reason: string }) => Promise<ActionResult<void>>

type Props = { id: string; reason: string; coming: boolean; lift: LiftFreeze }

/** Ends a freeze before its time, or calls it off, after asking why. */
export function LiftFreezeButton({ id, reason: about, coming, lift }: Props) {
  const [open, setOpen] = useState(false)
  const [reason, setReason] = useState('')
  const { run, pending, refusal } = useAct(lift, () => {
    toastDone(coming ? 'The freeze is called off.' : 'The freeze is lifted.')
    setOpen(false)
  })
  const word = coming ? 'Call off' : 'Lift'
  return (
    <ConfirmDialog
      title={`${word} “${about}”?`}
      confirm={`${word} the freeze`}
      open={open}
      onOpenChange={setOpen}
      pending={pending}
      refusal={refusal}
      onConfirm={() => run({ id, reason })}
      trigger={<Button size="sm">{word}</Button>}
    >
      <p className="mb-3">Changes may begin at once, in their windows. Those it concerns are told.</p>
      <Field label="Reason" hint="Kept as evidence.">
        {(control) => <Input {...control} value={reason} onChange={({ target }) => setReason(target.value)} />}
      </Field>
    </ConfirmDialog>
  )
}

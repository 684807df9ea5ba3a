'use client'

import { useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx'
import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'
import { toastDone } from '#components/ui/toast.ts'
import { useAct } from '#components/ui/use-act.ts'
import type { ActionResult } from '#lib/http/action.ts'

export type RevokeWaiver = (input: { id: string; reason: string }) => Promise<ActionResult<void>>

/** Ends a waiver before its time, after asking why. */
export function RevokeWaiverButton({ id, component, revoke }: { id: string; component: string; revoke: RevokeWaiver }) {
  const [open, setOpen] = useState(false)
  const [reason, setReason] = useState('')
  const { run, pending, refusal } = useAct(revoke, () => {
    toastDone(`The waiver for ${component} has ended.`)
    setOpen(false)
  })
  return (
    <ConfirmDialog
      title={`Revoke the waiver for ${component}?`}
      confirm="Revoke it"
      danger
      open={open}
      onOpenChange={setOpen}
      pending={pending}
      refusal={refusal}
      onConfirm={() => run({ id, reason })}
      trigger={<Button size="sm">Revoke</Button>}
    >
      <p className="mb-3">The deploy gate stops counting it at once; what runs goes on running.</p>
      <Field label="Reason">
        {(control) => <Input {...control} value={reason} onChange={({ target }) => setReason(target.value)} />}
      </Field>
    </ConfirmDialog>
  )
}

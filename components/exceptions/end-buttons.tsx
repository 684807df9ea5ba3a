'use client'

import { useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx'
import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'
import { toastDone } from '#components/ui/toast.ts'
import { useAct } from '#components/ui/use-act.ts'
import type { ActionResult } from '#lib/http/action.ts'

type RevokeProps = {
  id: string
  /** Runners that would stand still. */
  living: number
  revoke: (input: { id: string; reason: string }) => Promise<ActionResult<void>>
}

/** Ends an exception before its time, after asking why. */
export function RevokeException({ id, living, revoke }: RevokeProps) {
  const [open, setOpen] = useState(false)
  const [reason, setReason] = useState('')
  const { run, pending, refusal } = useAct(revoke, () => {
    toastDone('The exception is revoked.')
    setOpen(false)
  })
  const standing = living === 1 ? '1 runner lives on it and runs' : `${living} runners live on it and run`
  return (
    <ConfirmDialog
      title="Revoke the exception?"
      confirm="Revoke it"
      danger
      open={open}
      onOpenChange={setOpen}
      pending={pending}
      refusal={refusal}
      onConfirm={() => run({ id, reason })}
      trigger={<Button>Revoke</Button>}
    >
      <p className="mb-3">
        No gate counts it from this moment on.{' '}
        {living ? `${standing} nothing more until another one covers them.` : null}
      </p>
      <Field label="Reason">
        {(control) => <Input {...control} value={reason} onChange={({ target }) => setReason(target.value)} />}
      </Field>
    </ConfirmDialog>
  )
}

type WithdrawProps = { id: string; withdraw: (input: { id: string }) => Promise<ActionResult<void>> }

/** Takes back one's own request. */
export function WithdrawException({ id, withdraw }: WithdrawProps) {
  const { run, pending, refusal } = useAct(withdraw, () => toastDone('The request is withdrawn.'))
  return (
    <ConfirmDialog
      title="Withdraw the request?"
      confirm="Withdraw it"
      pending={pending}
      refusal={refusal}
      onConfirm={() => run({ id })}
      trigger={<Button>Withdraw</Button>}
    >
      Nobody is asked about it any more. You can ask again.
    </ConfirmDialog>
  )
}

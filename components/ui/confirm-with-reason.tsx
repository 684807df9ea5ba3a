'use client'

import { type ReactNode, useState } from 'react'
import { Button } from './button.tsx'
import { ConfirmDialog } from './confirm-dialog.tsx'
import { Field } from './field.tsx'
import { Input } from './input.tsx'
import { toastDone } from './toast.ts'
import { type Answer, useAct } from './use-act.ts'

type Props<I> = {
  /** The word on the button: "Revoke". */
  label: string
  /** The whole act, for who hears the button without its row: "Revoke key 1f2e". */
  name?: string
  title: string
  /** Names the act: "Lift the freeze". */
  confirm: string
  danger?: boolean
  size?: 'sm' | 'md'
  /** Said once it is done. */
  done: string
  hint?: string
  act: (input: I & { reason: string }) => Promise<Answer<unknown>>
  input: I
  /** What comes of it. */
  children: ReactNode
}

/** A button for what ends something before its time: asks why, does it, and says so. */
export function ConfirmWithReason<I>(props: Props<I>) {
  const { label, name, title, confirm, danger, size = 'sm', done, hint, act, input, children } = props
  const [open, setOpen] = useState(false)
  const [reason, setReason] = useState('')
  const { run, pending, refusal } = useAct(act, () => {
    toastDone(done)
    setOpen(false)
  })
  return (
    <ConfirmDialog
      title={title}
      confirm={confirm}
      {...(danger && { danger })}
      open={open}
      onOpenChange={setOpen}
      pending={pending}
      refusal={refusal}
      onConfirm={() => run({ ...input, reason })}
      trigger={
        <Button size={size} aria-label={name}>
          {label}
        </Button>
      }
    >
      <p className="mb-3">{children}</p>
      <Field label="Reason" {...(hint && { hint })}>
        {(control) => <Input {...control} value={reason} onChange={({ target }) => setReason(target.value)} />}
      </Field>
    </ConfirmDialog>
  )
}

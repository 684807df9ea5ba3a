'use client'

import { type ReactNode, useState } from 'react'
import { Button } from './button.tsx'
import { ConfirmDialog } from './confirm-dialog.tsx'
import { toastDone } from './toast.ts'
import { type Answer, useAct } from './use-act.ts'

type Props<I> = {
  /** The word on the button: "Remove". */
  label: string
  /** The whole act, for who hears the button without its row: "Remove Ada". */
  name?: string
  title: string
  /** Names the act: "Remove the passkey". */
  confirm: string
  /** Said once it is done. */
  done: string
  act: (input: I) => Promise<Answer<unknown>>
  input: I
  /** What comes of it. */
  children: ReactNode
}

/** A button of a row for what is hard to undo: asks, does it, and says so. */
export function ConfirmButton<I>(props: Props<I>) {
  const { label, name, title, confirm, done, act, input, children } = props
  const [open, setOpen] = useState(false)
  const { run, pending, refusal } = useAct(act, () => {
    toastDone(done)
    setOpen(false)
  })
  return (
    <ConfirmDialog
      title={title}
      confirm={confirm}
      danger
      open={open}
      onOpenChange={setOpen}
      pending={pending}
      refusal={refusal}
      onConfirm={() => run(input)}
      trigger={
        <Button size="sm" aria-label={name}>
          {label}
        </Button>
      }
    >
      {children}
    </ConfirmDialog>
  )
}

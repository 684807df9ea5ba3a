'use client'

import { type ReactNode, useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx'
import { toastDone } from '#components/ui/toast.ts'
import { useAct } from '#components/ui/use-act.ts'
import type { Act } from './act.ts'

type Props = {
  id: string
  name: string
  /** What it is, e.g. `token`. */
  what: string
  revoke: Act<{ id: string }>
  /** What comes of it. */
  children: ReactNode
}

/** Ends what may act by itself, after asking. */
export function RevokeButton({ id, name, what, revoke, children }: Props) {
  const [open, setOpen] = useState(false)
  const { run, pending, refusal } = useAct(revoke, () => {
    toastDone(`“${name}” is revoked.`)
    setOpen(false)
  })
  return (
    <ConfirmDialog
      title={`Revoke “${name}”?`}
      confirm={`Revoke the ${what}`}
      danger
      open={open}
      onOpenChange={setOpen}
      pending={pending}
      refusal={refusal}
      onConfirm={() => run({ id })}
      trigger={
        <Button size="sm" aria-label={`Revoke ${name}`}>
          Revoke
        </Button>
      }
    >
      {children}
    </ConfirmDialog>
  )
}

'use client'

import { useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx'
import { toastDone } from '#components/ui/toast.ts'
import { type Answer, useAct } from '#components/ui/use-act.ts'

export type RemovePasskeyProps = {
  id: string
  name: string
  remove: (input: { id: string }) => Promise<Answer<void>>
}

/** Takes a passkey away, after asking. */
export function RemovePasskeyButton({ id, name, remove }: RemovePasskeyProps) {
  const [open, setOpen] = useState(false)
  const { run, pending, refusal } = useAct(remove, () => {
    toastDone(`“${name}” is removed.`)
    setOpen(false)
  })
  return (
    <ConfirmDialog
      title={`Remove “${name}”?`}
      confirm="Remove the passkey"
      danger
      open={open}
      onOpenChange={setOpen}
      pending={pending}
      refusal={refusal}
      onConfirm={() => run({ id })}
      trigger={
        <Button size="sm" aria-label={`Remove ${name}`}>
          Remove
        </Button>
      }
    >
      It vouches for nothing from now on. What it signed before stays proven: the evidence carries its public key.
    </ConfirmDialog>
  )
}

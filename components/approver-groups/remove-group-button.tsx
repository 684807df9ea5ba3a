'use client'

import { useState } from 'react'
import type { Act } from '#components/tenancy/act.ts'
import { Button } from '#components/ui/button.tsx'
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx'
import { toastDone } from '#components/ui/toast.ts'
import { useAct } from '#components/ui/use-act.ts'

/** Removes a group, after saying what follows. */
export function RemoveGroupButton({ name, remove }: { name: string; remove: Act<{ name: string }, unknown> }) {
  const [open, setOpen] = useState(false)
  const { run, pending, refusal } = useAct(remove, () => {
    toastDone(`${name} is removed.`)
    setOpen(false)
  })
  return (
    <ConfirmDialog
      title={`Remove ${name}?`}
      confirm={`Remove ${name}`}
      danger
      open={open}
      onOpenChange={setOpen}
      pending={pending}
      refusal={refusal}
      onConfirm={() => run({ name })}
      trigger={
        <Button size="sm" aria-label={`Remove ${name}`}>
          Remove
        </Button>
      }
    >
      Rules that ask for it then find nobody, and nothing passes them.
    </ConfirmDialog>
  )
}

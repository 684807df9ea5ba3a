'use client'

import { useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx'
import { toastDone } from '#components/ui/toast.ts'
import { useAct } from '#components/ui/use-act.ts'
import type { Act } from './act.ts'

/** Ends a token, after asking. */
export function RevokeTokenButton({ id, name, revoke }: { id: string; name: string; revoke: Act<{ id: string }> }) {
  const [open, setOpen] = useState(false)
  const { run, pending, refusal } = useAct(revoke, () => {
    toastDone(`“${name}” is revoked.`)
    setOpen(false)
  })
  return (
    <ConfirmDialog
      title={`Revoke “${name}”?`}
      confirm="Revoke the token"
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
      Whatever uses it is refused from its next request on. This can not be undone; make another token instead.
    </ConfirmDialog>
  )
}

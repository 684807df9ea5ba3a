'use client'

import { useState } from 'react'
import type { Act } from '#components/tenancy/act.ts'
import { Button } from '#components/ui/button.tsx'
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx'
import { toastDone } from '#components/ui/toast.ts'
import { useAct } from '#components/ui/use-act.ts'

/** Makes a new signing key, after asking. */
export function RotateKeyButton({ rotate }: { rotate: Act<Record<string, never>, unknown> }) {
  const [open, setOpen] = useState(false)
  const { run, pending, refusal } = useAct(rotate, () => {
    toastDone('A new key signs from now on.')
    setOpen(false)
  })
  return (
    <ConfirmDialog
      title="Sign with a new key?"
      confirm="Make a new key"
      open={open}
      onOpenChange={setOpen}
      pending={pending}
      refusal={refusal}
      onConfirm={() => run({})}
      trigger={<Button>Rotate the key</Button>}
    >
      What the present key signed keeps verifying. Back up the home’s <code>keys</code> folder afterwards.
    </ConfirmDialog>
  )
}

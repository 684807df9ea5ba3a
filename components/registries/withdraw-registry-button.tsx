'use client'

import { useState } from 'react'
import type { Act } from '#components/tenancy/act.ts'
import { Button } from '#components/ui/button.tsx'
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx'
import { toastDone } from '#components/ui/toast.ts'
import { useAct } from '#components/ui/use-act.ts'

type Props = { id: string; prefix: string; withdraw: Act<{ id: string }> }

/** Ends an approval, after asking. */
export function WithdrawRegistryButton({ id, prefix, withdraw }: Props) {
  const [open, setOpen] = useState(false)
  const { run, pending, refusal } = useAct(withdraw, () => {
    toastDone(`${prefix} is not approved any more.`)
    setOpen(false)
  })
  return (
    <ConfirmDialog
      title={`Withdraw the approval of ${prefix}?`}
      confirm="Withdraw the approval"
      danger
      open={open}
      onOpenChange={setOpen}
      pending={pending}
      refusal={refusal}
      onConfirm={() => run({ id })}
      trigger={
        <Button size="sm" aria-label={`Withdraw the approval of ${prefix}`}>
          Withdraw
        </Button>
      }
    >
      No image is taken or deployed from there from now on. What runs goes on running.
    </ConfirmDialog>
  )
}

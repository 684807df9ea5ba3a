'use client'

import { useState } from 'react'
import type { Act } from '#components/tenancy/act.ts'
import { Button } from '#components/ui/button.tsx'
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx'
import { toastDone } from '#components/ui/toast.ts'
import { useAct } from '#components/ui/use-act.ts'

/** Ends an agent, after asking. */
export function RevokeAgentButton({ id, name, revoke }: { id: string; name: string; revoke: Act<{ id: string }> }) {
  const [open, setOpen] = useState(false)
  const { run, pending, refusal } = useAct(revoke, () => {
    toastDone(`“${name}” is revoked.`)
    setOpen(false)
  })
  return (
    <ConfirmDialog
      title={`Revoke “${name}”?`}
      confirm="Revoke the agent"
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
      It stops, nothing more of it is taken, and the runs it holds are given to others. What is in its spool and was not
      handed in is lost to them. To use the host again, enrol it anew.
    </ConfirmDialog>
  )
}

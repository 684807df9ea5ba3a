'use client'

import { useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx'
import { toastDone } from '#components/ui/toast.ts'
import { useAct } from '#components/ui/use-act.ts'
import type { ActionResult } from '#lib/http/action.ts'

export type RemoveWindow = (input: { id: string }) => Promise<ActionResult<void>>

type Props = { id: string; environment: string; window: string; remove: RemoveWindow }

/** Takes a window away, after asking. */
export function RemoveWindowButton({ id, environment, window, remove }: Props) {
  const [open, setOpen] = useState(false)
  const { run, pending, refusal } = useAct(remove, () => {
    toastDone(`${environment} no longer has that window.`)
    setOpen(false)
  })
  return (
    <ConfirmDialog
      title={`Take ${window} away from ${environment}?`}
      confirm="Take it away"
      danger
      open={open}
      onOpenChange={setOpen}
      pending={pending}
      refusal={refusal}
      onConfirm={() => run({ id })}
      trigger={<Button size="sm">Take away</Button>}
    >
      <p>Without its last window {environment} changes at any time.</p>
    </ConfirmDialog>
  )
}

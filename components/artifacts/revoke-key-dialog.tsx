'use client'

import { useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx'
import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'
import { toastDone } from '#components/ui/toast.ts'
import { useAct } from '#components/ui/use-act.ts'
import type { RevokeKey } from './signing-keys-table.tsx'

/** Stops trusting a key, after asking why. */
export function RevokeKeyDialog({ keyId, revoke }: { keyId: string; revoke: RevokeKey }) {
  const [open, setOpen] = useState(false)
  const [reason, setReason] = useState('')
  const short = keyId.slice(0, 12)
  const { run, pending, refusal } = useAct(revoke, () => {
    toastDone(`Key ${short} is revoked.`)
    setOpen(false)
  })
  return (
    <ConfirmDialog
      title={`Revoke key ${short}?`}
      confirm="Revoke the key"
      danger
      open={open}
      onOpenChange={setOpen}
      pending={pending}
      refusal={refusal}
      onConfirm={() => run({ keyId, reason })}
      trigger={
        <Button size="sm" aria-label={`Revoke key ${short}`}>
          Revoke
        </Button>
      }
    >
      <p className="mb-3">
        Artifacts that only this key signed start no run until they are deployed again. Evidence from before keeps its
        proof. This can not be undone.
      </p>
      <Field label="Why">
        {(control) => <Input {...control} value={reason} onChange={(event) => setReason(event.target.value)} />}
      </Field>
    </ConfirmDialog>
  )
}

'use client'

import type { Act } from '#components/tenancy/act.ts'
import { Button } from '#components/ui/button.tsx'
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx'
import { ConfirmWithReason } from '#components/ui/confirm-with-reason.tsx'
import { toastDone } from '#components/ui/toast.ts'
import { useAct } from '#components/ui/use-act.ts'

type RevokeProps = {
  id: string
  /** Runners that would stand still. */
  living: number
  revoke: Act<{ id: string; reason: string }>
}

/** Ends an exception before its time, after asking why. */
export function RevokeException({ id, living, revoke }: RevokeProps) {
  const standing = living === 1 ? '1 runner lives on it and runs' : `${living} runners live on it and run`
  return (
    <ConfirmWithReason
      label="Revoke"
      title="Revoke the exception?"
      confirm="Revoke it"
      danger
      size="md"
      done="The exception is revoked."
      act={revoke}
      input={{ id }}
    >
      No gate counts it from this moment on. {living ? `${standing} nothing more until another one covers them.` : null}
    </ConfirmWithReason>
  )
}

type WithdrawProps = { id: string; withdraw: Act<{ id: string }> }

/** Takes back one's own request. */
export function WithdrawException({ id, withdraw }: WithdrawProps) {
  const { run, pending, refusal } = useAct(withdraw, () => toastDone('The request is withdrawn.'))
  return (
    <ConfirmDialog
      title="Withdraw the request?"
      confirm="Withdraw it"
      pending={pending}
      refusal={refusal}
      onConfirm={() => run({ id })}
      trigger={<Button>Withdraw</Button>}
    >
      Nobody is asked about it any more. You can ask again.
    </ConfirmDialog>
  )
}

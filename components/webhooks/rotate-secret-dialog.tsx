'use client'

import { useState } from 'react'
import type { Act } from '#components/tenancy/act.ts'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { ErrorNotice } from '#components/ui/error-notice.tsx'
import { SecretOnce } from '#components/ui/secret-once.tsx'
import { useAct } from '#components/ui/use-act.ts'

type Props = {
  id: string
  name: string
  rotate: Act<{ id: string }, { secret: string }>
  open: boolean
  onOpenChange: (open: boolean) => void
}

/** Gives a webhook a new secret, shown this once. */
export function RotateSecretDialog({ id, name, rotate, open, onOpenChange }: Props) {
  const [secret, setSecret] = useState<string>()
  const { run, pending, refusal, clear } = useAct(rotate, (made) => setSecret(made.secret))
  const show = (next: boolean) => {
    if (!next) {
      setSecret(undefined)
      clear()
    }
    onOpenChange(next)
  }
  return (
    <Dialog
      title={secret ? 'Copy the new secret now' : `Give ${name} a new secret?`}
      open={open}
      onOpenChange={show}
      footer={
        secret ? (
          <Button variant="primary" onClick={() => show(false)}>
            I have copied it
          </Button>
        ) : (
          <>
            <Button onClick={() => show(false)}>Keep the present one</Button>
            <Button variant="primary" pending={pending} onClick={() => run({ id })}>
              Make a new secret
            </Button>
          </>
        )
      }
    >
      {secret ? (
        <SecretOnce secret={secret} label="New signing secret">
          For a day the one before signs beside it, so the receiver can change over without missing anything.
        </SecretOnce>
      ) : (
        <p>
          The new one is shown once. For a day both sign every message; a secret from before these two stops at once.
        </p>
      )}
      {refusal ? <ErrorNotice {...refusal} className="mt-3" /> : null}
    </Dialog>
  )
}

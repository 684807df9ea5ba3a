'use client'

import { Webhook } from 'lucide-react'
import { useState } from 'react'
import type { Act } from '#components/tenancy/act.ts'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { ErrorNotice } from '#components/ui/error-notice.tsx'
import { SecretOnce } from '#components/ui/secret-once.tsx'
import { useAct } from '#components/ui/use-act.ts'
import type { CreateWebhookInput } from '#lib/webhooks/schema.ts'
import { emptyWebhook, inputOf, WebhookFields } from './webhook-fields.tsx'

type Create = Act<CreateWebhookInput, { id: string; secret: string }>

/** Sets up a webhook; the secret that signs is shown this once. */
export function CreateWebhookDialog({ create }: { create: Create }) {
  const [open, setOpen] = useState(false)
  const [draft, setDraft] = useState(emptyWebhook)
  const [secret, setSecret] = useState<string>()
  const { run, pending, refusal, clear } = useAct(create, (made) => setSecret(made.secret))
  const change = (next: boolean) => {
    setOpen(next)
    if (next) return
    setDraft(emptyWebhook)
    setSecret(undefined)
    clear()
  }
  return (
    <Dialog
      title={secret ? 'Copy the secret now' : 'Set up a webhook'}
      open={open}
      onOpenChange={change}
      trigger={
        <Button variant="primary" icon={<Webhook aria-hidden />}>
          Set up a webhook
        </Button>
      }
      footer={
        secret ? (
          <Button variant="primary" onClick={() => change(false)}>
            I have copied it
          </Button>
        ) : (
          <>
            <Button onClick={() => change(false)}>Cancel</Button>
            <Button type="submit" form="create-webhook" variant="primary" pending={pending}>
              Set it up
            </Button>
          </>
        )
      }
    >
      {secret ? (
        <SecretOnce secret={secret} label="Signing secret">
          It is kept sealed and not shown again. The receiver checks <code>BareCount-Signature</code> with it.
        </SecretOnce>
      ) : (
        <form
          id="create-webhook"
          className="space-y-4"
          onSubmit={(event) => {
            event.preventDefault()
            run(inputOf(draft))
          }}
        >
          <WebhookFields value={draft} onChange={setDraft} refusal={refusal} />
          {refusal && !refusal.faults?.length ? <ErrorNotice {...refusal} /> : null}
        </form>
      )}
    </Dialog>
  )
}

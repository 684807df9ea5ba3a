'use client'

import { useState } from 'react'
import type { Act } from '#components/tenancy/act.ts'
import { ErrorNotice } from '#components/ui/error-notice.tsx'
import { FormDialog } from '#components/ui/form-dialog.tsx'
import { toastDone } from '#components/ui/toast.ts'
import { useAct } from '#components/ui/use-act.ts'
import { notificationKinds } from '#lib/notifications/schema.ts'
import type { ChangeWebhookInput } from '#lib/webhooks/schema.ts'
import { inputOf, type WebhookDraft, WebhookFields } from './webhook-fields.tsx'
import type { WebhookRow } from './webhooks-table.tsx'

type Props = {
  webhook: WebhookRow
  change: Act<ChangeWebhookInput, { id: string }>
  open: boolean
  onOpenChange: (open: boolean) => void
}

const draftOf = ({ name, url, kinds }: WebhookRow): WebhookDraft => ({
  name,
  url,
  every: !kinds.length,
  kinds: kinds.length ? kinds : [...notificationKinds],
})

/** Changes what a webhook is called, where it goes and what it is told. */
export function EditWebhookDialog({ webhook, change, open, onOpenChange }: Props) {
  const [draft, setDraft] = useState(() => draftOf(webhook))
  const { run, pending, refusal, clear } = useAct(change, () => {
    toastDone('The webhook is changed.')
    onOpenChange(false)
  })
  const show = (next: boolean) => {
    if (!next) {
      setDraft(draftOf(webhook))
      clear()
    }
    onOpenChange(next)
  }
  return (
    <FormDialog
      title={`Change ${webhook.name}`}
      open={open}
      onOpenChange={show}
      submit="Change it"
      pending={pending}
      onSubmit={() => run({ id: webhook.id, ...inputOf(draft) })}
    >
      <WebhookFields value={draft} onChange={setDraft} refusal={refusal} />
      {refusal && !refusal.faults?.length ? <ErrorNotice {...refusal} /> : null}
    </FormDialog>
  )
}

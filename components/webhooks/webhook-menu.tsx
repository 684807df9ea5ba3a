'use client'

import { Ellipsis, KeyRound, Pencil, Power, Send, Trash2 } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import type { Act } from '#components/tenancy/act.ts'
import { Button } from '#components/ui/button.tsx'
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx'
import { DropdownMenu, MenuItem, MenuLine } from '#components/ui/dropdown-menu.tsx'
import { ErrorNotice } from '#components/ui/error-notice.tsx'
import { toastDone } from '#components/ui/toast.ts'
import { useAct } from '#components/ui/use-act.ts'
import type { ChangeWebhookInput } from '#lib/webhooks/schema.ts'
import { EditWebhookDialog } from './edit-webhook-dialog.tsx'
import { RotateSecretDialog } from './rotate-secret-dialog.tsx'
import type { WebhookRow } from './webhooks-table.tsx'

export type WebhookActs = {
  change: Act<ChangeWebhookInput, { id: string }>
  rotate: Act<{ id: string }, { secret: string }>
  remove: Act<{ id: string }, { id: string }>
  ping: Act<{ id: string }, { id: string }>
}

/** What can be done with a webhook: a test, and all that changes it. */
export function WebhookMenu({ webhook, change, rotate, remove, ping }: WebhookActs & { webhook: WebhookRow }) {
  const router = useRouter()
  const { id, name, disabledAt } = webhook
  const [asking, setAsking] = useState<'edit' | 'rotate' | 'remove'>()
  const dialog = (what: typeof asking) => ({
    open: asking === what,
    onOpenChange: (open: boolean) => setAsking(open ? what : undefined),
  })
  const testing = useAct(ping, () => toastDone('A test event is on its way.'))
  const switching = useAct(change)
  const removing = useAct(remove, () => {
    toastDone(`${name} is removed.`)
    router.push('/settings/webhooks')
  })
  const refusal = testing.refusal ?? switching.refusal
  return (
    <>
      <Button
        icon={<Send aria-hidden />}
        pending={testing.pending}
        disabled={disabledAt !== null}
        onClick={() => testing.run({ id })}
      >
        Send a test
      </Button>
      <DropdownMenu
        label={`Acts on ${name}`}
        trigger={
          <Button icon={<Ellipsis aria-hidden />} pending={switching.pending}>
            More
          </Button>
        }
      >
        <MenuItem icon={<Pencil />} onSelect={() => setAsking('edit')}>
          Change it…
        </MenuItem>
        <MenuItem icon={<KeyRound />} onSelect={() => setAsking('rotate')}>
          New secret…
        </MenuItem>
        <MenuItem icon={<Power />} onSelect={() => switching.run({ id, enabled: disabledAt !== null })}>
          {disabledAt ? 'Switch it on' : 'Switch it off'}
        </MenuItem>
        <MenuLine />
        <MenuItem icon={<Trash2 />} danger onSelect={() => setAsking('remove')}>
          Remove it…
        </MenuItem>
      </DropdownMenu>
      {refusal ? <ErrorNotice {...refusal} className="w-full" /> : null}
      <EditWebhookDialog key={`${webhook.name}${webhook.url}`} webhook={webhook} change={change} {...dialog('edit')} />
      <RotateSecretDialog id={id} name={name} rotate={rotate} {...dialog('rotate')} />
      <ConfirmDialog
        {...dialog('remove')}
        title={`Remove ${name}?`}
        confirm="Remove the webhook"
        danger
        pending={removing.pending}
        refusal={removing.refusal}
        onConfirm={() => removing.run({ id })}
      >
        Its log goes with it, and what waits to be sent there is not sent.
      </ConfirmDialog>
    </>
  )
}

'use client'

import { KindsField } from '#components/notifications/kinds-field.tsx'
import { Checkbox } from '#components/ui/checkbox.tsx'
import type { Refusal } from '#components/ui/error-notice.tsx'
import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'
import { type NotificationKindName, notificationKinds } from '#lib/notifications/schema.ts'

export type WebhookDraft = { name: string; url: string; every: boolean; kinds: NotificationKindName[] }

export const emptyWebhook: WebhookDraft = { name: '', url: '', every: true, kinds: [...notificationKinds] }

/** What is sent of a draft: no kinds means every kind. */
export const inputOf = ({ name, url, every, kinds }: WebhookDraft) => ({ name, url, kinds: every ? [] : kinds })

type Props = { value: WebhookDraft; onChange: (next: WebhookDraft) => void; refusal: Refusal | undefined }

/** Name, address and kinds of a webhook. */
export function WebhookFields({ value, onChange, refusal }: Props) {
  const set = (part: Partial<WebhookDraft>) => onChange({ ...value, ...part })
  const fault = (field: string) => refusal?.faults?.find((each) => each.path === field)?.message
  return (
    <>
      <Field label="Name" hint="What listens there: the team’s chat, the pager." error={fault('name')}>
        {(control) => (
          <Input
            {...control}
            required
            maxLength={80}
            autoComplete="off"
            value={value.name}
            onChange={({ target }) => set({ name: target.value })}
          />
        )}
      </Field>
      <Field
        label="Address"
        hint="An https address on the public internet. Redirects are not followed."
        error={fault('url')}
      >
        {(control) => (
          <Input
            {...control}
            mono
            required
            type="url"
            maxLength={1000}
            autoComplete="off"
            placeholder="https://"
            value={value.url}
            onChange={({ target }) => set({ url: target.value })}
          />
        )}
      </Field>
      <Checkbox
        label="Send everything"
        hint="Kinds to come too. Otherwise choose which."
        checked={value.every}
        onChange={({ target }) => set({ every: target.checked })}
      />
      {value.every ? null : <KindsField value={value.kinds} onChange={(kinds) => set({ kinds })} />}
    </>
  )
}

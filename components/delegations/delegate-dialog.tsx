'use client'

import { Plane } from 'lucide-react'
import { useState } from 'react'
import type { Act } from '#components/tenancy/act.ts'
import { Button } from '#components/ui/button.tsx'
import { ErrorNotice } from '#components/ui/error-notice.tsx'
import { Field } from '#components/ui/field.tsx'
import { FormDialog } from '#components/ui/form-dialog.tsx'
import { Input } from '#components/ui/input.tsx'
import { toastDone } from '#components/ui/toast.ts'
import { useAct } from '#components/ui/use-act.ts'

export type Delegate = Act<{ to: string; startsAt?: string; endsAt: string; reason: string }, { id: string }>

const empty = { to: '', startsAt: '', endsAt: '', reason: '' }
/** What a field for local time holds, as the instant it means. */
const instant = (local: string) => new Date(local).toISOString()

/** Has somebody else decide while one is away. */
export function DelegateDialog({ delegate }: { delegate: Delegate }) {
  const [open, setOpen] = useState(false)
  const [text, setText] = useState(empty)
  const { run, pending, refusal, clear } = useAct(delegate, () => {
    toastDone(`${text.to} decides on your behalf.`)
    change(false)
  })
  const change = (next: boolean) => {
    setOpen(next)
    if (next) return
    setText(empty)
    clear()
  }
  const fault = (field: string) => refusal?.faults?.find((each) => each.path === field)?.message
  const field = (name: keyof typeof empty, label: string, hint: string, type = 'text') => (
    <Field label={label} hint={hint} error={fault(name)}>
      {(control) => (
        <Input
          {...control}
          type={type}
          required={name !== 'startsAt'}
          autoComplete="off"
          value={text[name]}
          onChange={(event) => setText((before) => ({ ...before, [name]: event.target.value }))}
        />
      )}
    </Field>
  )
  return (
    <FormDialog
      title="Have somebody decide while you are away"
      description="They vote on your behalf, by what you are; the evidence names you both. What either of you has a part in, they cannot decide."
      open={open}
      onOpenChange={change}
      trigger={<Button icon={<Plane aria-hidden />}>I am away</Button>}
      submit="Delegate"
      pending={pending}
      onSubmit={() => {
        const { to, startsAt, endsAt, reason } = text
        run({ to, reason, endsAt: instant(endsAt), ...(startsAt && { startsAt: instant(startsAt) }) })
      }}
    >
      {field('to', 'Who decides', 'E-mail address of a member who decides.', 'email')}
      {field('startsAt', 'From', 'Now, when left empty. Your own time zone.', 'datetime-local')}
      {field('endsAt', 'Until', 'At most 60 days.', 'datetime-local')}
      {field('reason', 'Why', 'For whoever asks later.')}
      {refusal && !refusal.faults?.length ? <ErrorNotice {...refusal} /> : null}
    </FormDialog>
  )
}

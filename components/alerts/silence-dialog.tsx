'use client'

import { BellOff } from 'lucide-react'
import { useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { DateTimeField } from '#components/ui/date-time-field.tsx'
import { ErrorNotice } from '#components/ui/error-notice.tsx'
import { Field } from '#components/ui/field.tsx'
import { FormDialog } from '#components/ui/form-dialog.tsx'
import { ReasonField } from '#components/ui/reason-field.tsx'
import { Select } from '#components/ui/select.tsx'
import { toastDone } from '#components/ui/toast.ts'
import { useAct } from '#components/ui/use-act.ts'
import type { SilenceInput } from '#lib/alerts/schema.ts'
import type { ActionResult } from '#lib/http/action.ts'

export type Silence = (input: SilenceInput) => Promise<ActionResult<{ id: string }>>

const HOUR_MS = 3600_000
const lengths = [
  { value: '1', label: 'An hour' },
  { value: '8', label: 'A working day' },
  { value: '24', label: 'A day' },
  { value: '168', label: 'A week' },
  { value: '', label: 'Until…' },
]

type Props = {
  /** What is silenced; left out: a choice among the rules, and any. */
  of?: { ruleId: string; runnerId?: string; name: string }
  rules?: readonly { id: string; name: string }[]
  silence: Silence
  size?: 'sm' | 'md'
}

/** Lets nobody be told for a time, with a reason; alerts go on being recorded. */
export function SilenceDialog({ of, rules = [], silence, size = 'md' }: Props) {
  const [open, setOpen] = useState(false)
  const [fields, setFields] = useState({ ruleId: '', hours: '1', until: '', reason: '' })
  const put = (change: Partial<typeof fields>) => setFields({ ...fields, ...change })
  const { run, pending, refusal } = useAct(silence, () => {
    toastDone('Nobody is told until then.')
    setOpen(false)
  })
  const send = () => {
    const endsAt = fields.hours ? new Date(Date.now() + Number(fields.hours) * HOUR_MS) : new Date(fields.until)
    const ruleId = of?.ruleId ?? fields.ruleId
    run({
      endsAt: endsAt.toISOString(),
      reason: fields.reason,
      ...(ruleId && { ruleId }),
      ...(of?.runnerId && { runnerId: of.runnerId }),
    })
  }
  return (
    <FormDialog
      title={of ? `Silence “${of.name}”` : 'Silence alerts'}
      description="Nobody is told until it ends. What is still open then is told at once."
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Button size={size} icon={<BellOff aria-hidden />} aria-label={of ? `Silence ${of.name}` : undefined}>
          Silence
        </Button>
      }
      submit="Silence"
      pending={pending}
      onSubmit={send}
    >
      {of ? null : (
        <Field label="Rule">
          {(control) => (
            <Select
              {...control}
              placeholder="Every rule"
              value={fields.ruleId}
              onChange={({ target }) => put({ ruleId: target.value })}
              options={rules.map(({ id, name }) => ({ value: id, label: name }))}
            />
          )}
        </Field>
      )}
      <Field label="For">
        {(control) => (
          <Select
            {...control}
            value={fields.hours}
            onChange={({ target }) => put({ hours: target.value })}
            options={lengths}
          />
        )}
      </Field>
      {fields.hours ? null : <DateTimeField label="Until" value={fields.until} onChange={(until) => put({ until })} />}
      <ReasonField hint="Kept as evidence." value={fields.reason} onChange={(reason) => put({ reason })} />
      {refusal ? <ErrorNotice {...refusal} /> : null}
    </FormDialog>
  )
}

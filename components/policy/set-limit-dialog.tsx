'use client'

import { useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { ErrorNotice } from '#components/ui/error-notice.tsx'
import { Field } from '#components/ui/field.tsx'
import { FormDialog } from '#components/ui/form-dialog.tsx'
import { Input } from '#components/ui/input.tsx'
import { Select } from '#components/ui/select.tsx'
import { toastDone } from '#components/ui/toast.ts'
import { useAct } from '#components/ui/use-act.ts'
import type { LimitInput } from '#lib/findings/schema.ts'
import type { ActionResult } from '#lib/http/action.ts'

type Props = { environments: readonly string[]; set: (input: LimitInput) => Promise<ActionResult<unknown>> }

const blank = {
  scope: 'tenant',
  environment: '*',
  classification: '*',
  critical: '0',
  high: '5',
  medium: '',
  unknown: '',
  licences: 'deny',
}
const classifications = ['public', 'internal', 'confidential', 'restricted']

/** Sets the most that artifacts may carry into a place, for this tenant or for every one. */
export function SetLimitDialog({ environments, set }: Props) {
  const [open, setOpen] = useState(false)
  const [fields, setFields] = useState(blank)
  const { run, pending, refusal } = useAct(set, () => {
    toastDone('The limit holds from now on.')
    setOpen(false)
  })
  const change = (name: keyof typeof blank) => (event: { target: { value: string } }) =>
    setFields({ ...fields, [name]: event.target.value })
  const choice = (name: keyof typeof blank, label: string, options: { value: string; label: string }[]) => (
    <Field label={label}>
      {(control) => <Select {...control} value={fields[name]} onChange={change(name)} options={options} />}
    </Field>
  )
  const figure = (name: 'critical' | 'high' | 'medium' | 'unknown', label: string, optional = false) => (
    <Field label={label} optional={optional}>
      {(control) => (
        <Input
          {...control}
          type="number"
          min={0}
          required={!optional}
          placeholder={optional ? 'any number' : ''}
          value={fields[name]}
          onChange={change(name)}
        />
      )}
    </Field>
  )
  const send = () => {
    const { critical, high, medium, unknown, ...rest } = fields
    const orAny = (text: string) => (text === '' ? null : Number(text))
    const most = { critical: Number(critical), high: Number(high), medium: orAny(medium), unknown: orAny(unknown) }
    run({ ...rest, ...most } as LimitInput)
  }
  const named = (names: readonly string[], every: string) => [
    { value: '*', label: every },
    ...names.map((name) => ({ value: name, label: name })),
  ]
  return (
    <FormDialog
      title="Set a limit"
      description="What runs is looked at again; what would no longer be deployed is told to its engineers."
      open={open}
      onOpenChange={setOpen}
      trigger={<Button>Set a limit</Button>}
      submit="Set it"
      pending={pending}
      onSubmit={send}
    >
      <div className="grid gap-4 sm:grid-cols-2">
        {choice('scope', 'For', [
          { value: 'tenant', label: 'This tenant' },
          { value: 'platform', label: 'Every tenant' },
        ])}
        {choice('environment', 'Environment', named(environments, 'Every environment'))}
        {choice('classification', 'Data', named(classifications, 'Every classification'))}
        {choice('licences', 'Licences', [
          { value: 'deny', label: 'None on the deny list' },
          { value: 'review', label: 'Allowed or judged' },
        ])}
        {figure('critical', 'Critical at most')}
        {figure('high', 'High at most')}
        {figure('medium', 'Medium at most', true)}
        {figure('unknown', 'Packages without data', true)}
        {refusal ? <ErrorNotice {...refusal} className="sm:col-span-2" /> : null}
      </div>
    </FormDialog>
  )
}

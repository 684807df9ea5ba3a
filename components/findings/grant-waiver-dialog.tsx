'use client'

import { useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { ErrorNotice } from '#components/ui/error-notice.tsx'
import { Field } from '#components/ui/field.tsx'
import { FormDialog } from '#components/ui/form-dialog.tsx'
import { Input } from '#components/ui/input.tsx'
import { ReasonField } from '#components/ui/reason-field.tsx'
import { toastDone } from '#components/ui/toast.ts'
import { useAct } from '#components/ui/use-act.ts'
import type { WaiverInput } from '#lib/findings/schema.ts'
import { MAX_EXCUSE_DAYS } from '#lib/findings/words.ts'
import type { ActionResult } from '#lib/http/action.ts'
import { dayAhead, endOfDay, USUAL_EXCUSE_DAYS } from './last-day.ts'

type Props = { grant: (input: WaiverInput) => Promise<ActionResult<{ id: string }>> }

/** Waives a licence for a component until the end of a day. */
export function GrantWaiverDialog({ grant }: Props) {
  const [open, setOpen] = useState(false)
  const [fields, setFields] = useState({
    component: '',
    version: '',
    licence: '',
    reason: '',
    until: dayAhead(USUAL_EXCUSE_DAYS),
  })
  const { run, pending, refusal } = useAct(grant, () => {
    toastDone(`${fields.licence} is waived for ${fields.component}.`)
    setOpen(false)
  })
  const text = (name: 'component' | 'version' | 'licence', label: string, hint: string, optional = false) => (
    <Field label={label} hint={hint} optional={optional}>
      {(control) => (
        <Input
          {...control}
          mono
          required={!optional}
          value={fields[name]}
          onChange={({ target }) => setFields({ ...fields, [name]: target.value })}
        />
      )}
    </Field>
  )
  const send = () => {
    const { version, until, ...rest } = fields
    run({ ...rest, expiresAt: endOfDay(until), ...(version ? { version } : {}) })
  }
  return (
    <FormDialog
      title="Waive a licence"
      open={open}
      onOpenChange={setOpen}
      trigger={<Button variant="primary">Waive a licence</Button>}
      submit="Waive it"
      pending={pending}
      onSubmit={send}
    >
      {text('component', 'Component', 'Its name, exactly as the finding gives it.')}
      {text('version', 'Version', 'Left out: every version of it.', true)}
      {text('licence', 'Licence', 'As the component declares it, e.g. GPL-3.0-only.')}
      <ReasonField
        hint="Kept as evidence."
        maxLength={2000}
        value={fields.reason}
        onChange={(reason) => setFields({ ...fields, reason })}
      />
      <Field label="Until" hint="The last day on which it counts.">
        {(control) => (
          <Input
            {...control}
            type="date"
            required
            min={dayAhead(0)}
            max={dayAhead(MAX_EXCUSE_DAYS - 1)}
            value={fields.until}
            onChange={({ target }) => setFields({ ...fields, until: target.value })}
            className="w-44"
          />
        )}
      </Field>
      {refusal ? <ErrorNotice {...refusal} /> : null}
    </FormDialog>
  )
}

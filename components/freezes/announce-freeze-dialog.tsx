'use client'

import { useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Checkbox } from '#components/ui/checkbox.tsx'
import { DateTimeField } from '#components/ui/date-time-field.tsx'
import { ErrorNotice } from '#components/ui/error-notice.tsx'
import { Field } from '#components/ui/field.tsx'
import { FormDialog } from '#components/ui/form-dialog.tsx'
import { ReasonField } from '#components/ui/reason-field.tsx'
import { Select } from '#components/ui/select.tsx'
import { toastDone } from '#components/ui/toast.ts'
import { useAct } from '#components/ui/use-act.ts'
import type { FreezeInput } from '#lib/freezes/schema.ts'
import type { ActionResult } from '#lib/http/action.ts'
import { classRules, runnerClasses } from '#lib/manifests/classes.ts'

type Props = {
  environments: readonly string[]
  /** Whether every tenant may be frozen. */
  platform: boolean
  announce: (input: FreezeInput) => Promise<ActionResult<{ id: string }>>
}

const empty = { environment: '', class: '', startsAt: '', endsAt: '', reason: '', everyTenant: false }

/** Announces a time in which nothing changes. Times are where the person is. */
export function AnnounceFreezeDialog({ environments, platform, announce }: Props) {
  const [open, setOpen] = useState(false)
  const [fields, setFields] = useState(empty)
  const { run, pending, refusal } = useAct(announce, () => {
    toastDone('The freeze is announced, and those it concerns are told.')
    setFields(empty)
    setOpen(false)
  })
  const put = (change: Partial<typeof empty>) => setFields({ ...fields, ...change })
  const send = () => {
    const { environment, class: only, startsAt, endsAt, reason, everyTenant } = fields
    run({
      endsAt: new Date(endsAt).toISOString(),
      reason,
      everyTenant,
      ...(startsAt && { startsAt: new Date(startsAt).toISOString() }),
      ...(environment && { environment }),
      ...(only && { class: only as (typeof runnerClasses)[number] }),
    })
  }
  return (
    <FormDialog
      title="Announce a freeze"
      description="Nothing is changed in that time; what runs goes on running. Approvals can still be given."
      open={open}
      onOpenChange={setOpen}
      trigger={<Button variant="primary">Announce a freeze</Button>}
      submit="Announce it"
      pending={pending}
      onSubmit={send}
    >
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label="Environment">
          {(control) => (
            <Select
              {...control}
              placeholder="Every environment"
              value={fields.environment}
              onChange={({ target }) => put({ environment: target.value })}
              options={environments.map((name) => ({ value: name, label: name }))}
            />
          )}
        </Field>
        <Field label="Class">
          {(control) => (
            <Select
              {...control}
              placeholder="Every class"
              value={fields.class}
              onChange={({ target }) => put({ class: target.value })}
              options={runnerClasses.map((name) => ({ value: name, label: classRules[name].title }))}
            />
          )}
        </Field>
        <DateTimeField
          label="From"
          optional
          hint="Left out: at once."
          value={fields.startsAt}
          onChange={(startsAt) => put({ startsAt })}
        />
        <DateTimeField label="Until" value={fields.endsAt} onChange={(endsAt) => put({ endsAt })} />
      </div>
      <ReasonField
        hint="Everybody whose change is stopped reads it."
        value={fields.reason}
        onChange={(reason) => put({ reason })}
      />
      {platform ? (
        <Checkbox
          label="For every tenant"
          checked={fields.everyTenant}
          onChange={({ target }) => put({ everyTenant: target.checked })}
        />
      ) : null}
      {refusal ? <ErrorNotice {...refusal} /> : null}
    </FormDialog>
  )
}

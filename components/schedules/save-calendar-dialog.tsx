'use client'

import { useState } from 'react'
import type { Act } from '#components/tenancy/act.ts'
import { Button } from '#components/ui/button.tsx'
import { ErrorNotice } from '#components/ui/error-notice.tsx'
import { Field } from '#components/ui/field.tsx'
import { FormDialog } from '#components/ui/form-dialog.tsx'
import { Input } from '#components/ui/input.tsx'
import { Textarea } from '#components/ui/textarea.tsx'
import { toastDone } from '#components/ui/toast.ts'
import { useAct } from '#components/ui/use-act.ts'
import type { CalendarInput } from '#lib/triggers/calendars/schema.ts'

export type SaveCalendar = Act<CalendarInput, { name: string }>
export type CalendarRow = { name: string; description: string; days: readonly string[] }

/** Makes a calendar, or changes the one it is given. */
export function SaveCalendarDialog({ calendar, save }: { calendar?: CalendarRow; save: SaveCalendar }) {
  const [open, setOpen] = useState(false)
  const [fields, setFields] = useState(fieldsOf(calendar))
  const { run, pending, refusal } = useAct(save, () => {
    toastDone('The calendar is kept; schedules follow it from their next tick on.')
    if (!calendar) setFields(fieldsOf(undefined))
    setOpen(false)
  })
  const put = (change: Partial<typeof fields>) => setFields({ ...fields, ...change })
  const send = () => run({ name: fields.name, description: fields.description, days: linesOf(fields.days) })
  return (
    <FormDialog
      title={calendar ? `Change ${calendar.name}` : 'Make a calendar'}
      description="Days on which the schedules that name it do not fire."
      open={open}
      onOpenChange={setOpen}
      trigger={
        calendar ? (
          <Button size="sm" aria-label={`Change ${calendar.name}`}>
            Change
          </Button>
        ) : (
          <Button variant="primary">Make a calendar</Button>
        )
      }
      submit="Keep it"
      pending={pending}
      onSubmit={send}
    >
      {calendar ? null : (
        <Field label="Name" hint="What manifests call it: lower-case letters, digits and hyphens.">
          {(control) => (
            <Input
              {...control}
              required
              mono
              value={fields.name}
              onChange={({ target }) => put({ name: target.value })}
            />
          )}
        </Field>
      )}
      <Field label="What it is" optional>
        {(control) => (
          <Input
            {...control}
            value={fields.description}
            onChange={({ target }) => put({ description: target.value })}
          />
        )}
      </Field>
      <Field label="Days" hint="One a line: 2026-12-25, or the first and last day with a slash, 2026-12-24/2027-01-06.">
        {(control) => (
          <Textarea
            {...control}
            required
            mono
            rows={6}
            value={fields.days}
            onChange={({ target }) => put({ days: target.value })}
          />
        )}
      </Field>
      {refusal ? <ErrorNotice {...refusal} /> : null}
    </FormDialog>
  )
}

const fieldsOf = (calendar: CalendarRow | undefined) => ({
  name: calendar?.name ?? '',
  description: calendar?.description ?? '',
  days: calendar?.days.join('\n') ?? '',
})

const linesOf = (text: string) =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')

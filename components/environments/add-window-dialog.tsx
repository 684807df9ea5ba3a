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
import type { WindowInput } from '#lib/freezes/schema.ts'
import type { ActionResult } from '#lib/http/action.ts'

type Props = { environments: readonly string[]; add: (input: WindowInput) => Promise<ActionResult<{ id: string }>> }

const week = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']

/** Lets an environment change at a time of some days. */
export function AddWindowDialog({ environments, add }: Props) {
  const [open, setOpen] = useState(false)
  const [fields, setFields] = useState(() => ({
    environment: environments.at(-1) ?? '',
    days: [1, 2, 3, 4],
    from: '09:00',
    to: '16:00',
    timezone: 'UTC',
  }))
  const { run, pending, refusal } = useAct(add, () => {
    toastDone(`${fields.environment} changes at its times only.`)
    setOpen(false)
  })
  const put = (change: Partial<typeof fields>) => setFields({ ...fields, ...change })
  const toggle = (day: number) =>
    put({ days: fields.days.includes(day) ? fields.days.filter((each) => each !== day) : [...fields.days, day] })
  return (
    <FormDialog
      title="Add a window"
      description="From its first window on, an environment changes at no other time. What is approved before waits for the next by itself."
      open={open}
      onOpenChange={setOpen}
      trigger={<Button>Add a window</Button>}
      submit="Add it"
      pending={pending}
      onSubmit={() => run(fields)}
    >
      <Field label="Environment">
        {(control) => (
          <Select
            {...control}
            value={fields.environment}
            onChange={({ target }) => put({ environment: target.value })}
            options={environments.map((name) => ({ value: name, label: name }))}
            className="w-44"
          />
        )}
      </Field>
      <fieldset>
        <legend className="mb-1 font-medium">Days</legend>
        <div className="flex flex-wrap gap-1.5">
          {week.map((name, index) => (
            <label
              key={name}
              className="cursor-pointer rounded-md border px-2.5 py-1 hover:bg-hover has-checked:border-accent has-checked:bg-accent-soft has-focus-visible:outline-2 has-focus-visible:outline-focus"
            >
              <input
                type="checkbox"
                className="sr-only"
                checked={fields.days.includes(index + 1)}
                onChange={() => toggle(index + 1)}
              />
              {name.slice(0, 3)}
              <span className="sr-only">{name.slice(3)}</span>
            </label>
          ))}
        </div>
      </fieldset>
      <div className="grid gap-4 sm:grid-cols-3">
        <Field label="From">
          {(control) => (
            <Input
              {...control}
              type="time"
              required
              value={fields.from}
              onChange={({ target }) => put({ from: target.value })}
            />
          )}
        </Field>
        <Field label="To" hint="Earlier than From: on the next day.">
          {(control) => (
            <Input
              {...control}
              type="time"
              required
              value={fields.to}
              onChange={({ target }) => put({ to: target.value })}
            />
          )}
        </Field>
        <Field label="Time zone" hint="An IANA name.">
          {(control) => (
            <Input
              {...control}
              required
              value={fields.timezone}
              onChange={({ target }) => put({ timezone: target.value })}
            />
          )}
        </Field>
      </div>
      {refusal ? <ErrorNotice {...refusal} /> : null}
    </FormDialog>
  )
}

'use client'

import { useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Checkbox } from '#components/ui/checkbox.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { ErrorNotice } from '#components/ui/error-notice.tsx'
import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'
import { Textarea } from '#components/ui/textarea.tsx'
import { toastDone } from '#components/ui/toast.ts'
import { useAct } from '#components/ui/use-act.ts'
import type { ChangeEnvironmentInput } from '#lib/environments/schema.ts'
import type { ActionResult } from '#lib/http/action.ts'
import type { EnvironmentRow } from './environments-table.tsx'
import { readVariables, writeVariables } from './variable-lines.ts'

export type ChangeEnvironment = (input: ChangeEnvironmentInput) => Promise<ActionResult<void>>

type Props = {
  environment: EnvironmentRow
  /** The one that comes before; the lowest has none. */
  previous: string | undefined
  change: ChangeEnvironment
}

/** What an environment asks of what comes to it, and its variables. */
export function EditEnvironmentDialog({ environment, previous, change }: Props) {
  const { name } = environment
  const [open, setOpen] = useState(false)
  const [gates, setGates] = useState(() => gatesOf(environment))
  const [text, setText] = useState(() => writeVariables(environment.variables))
  const [fault, setFault] = useState<string>()
  const { run, pending, refusal } = useAct(change, () => {
    toastDone(`${name} is changed.`)
    setOpen(false)
  })
  const figure = (
    key: 'approvalsRequired' | 'soakMinutes' | 'verificationRuns',
    label: string,
    hint: string,
    max: number,
  ) => (
    <Field label={label} hint={hint}>
      {(control) => (
        <Input
          {...control}
          type="number"
          min={0}
          max={max}
          required
          value={gates[key]}
          onChange={({ target }) => setGates({ ...gates, [key]: target.valueAsNumber })}
          className="w-28"
        />
      )}
    </Field>
  )
  const send = () => {
    const { variables, fault: found } = readVariables(text)
    setFault(found)
    if (!found) run({ name, ...gates, variables })
  }
  return (
    <Dialog
      title={`Change ${name}`}
      description="It counts for what is asked for from now on; what runs goes on as it was applied."
      open={open}
      onOpenChange={setOpen}
      trigger={<Button size="sm">Change</Button>}
      footer={
        <>
          <Button onClick={() => setOpen(false)}>Cancel</Button>
          <Button type="submit" form={`environment-${name}`} variant="primary" pending={pending}>
            Change {name}
          </Button>
        </>
      }
    >
      <form
        id={`environment-${name}`}
        className="space-y-4"
        onSubmit={(event) => {
          event.preventDefault()
          send()
        }}
      >
        {figure('approvalsRequired', 'Approvals', 'People who must approve before anything is applied here.', 10)}
        {previous ? (
          <>
            <Checkbox
              label={`Only what comes from ${previous}`}
              hint={`Nothing is deployed here directly, and nothing passes ${previous} by.`}
              checked={gates.requirePrevious}
              onChange={({ target }) => setGates({ ...gates, requirePrevious: target.checked })}
            />
            <div className="grid gap-4 sm:grid-cols-2">
              {figure('soakMinutes', 'Soak, in minutes', 'How long it must have run where it comes from.', 527_040)}
              {figure('verificationRuns', 'Verification runs', 'How many runs must have succeeded there.', 1000)}
            </div>
          </>
        ) : null}
        <Field label="Variables" optional hint="One NAME=value a line. Never a secret." error={fault}>
          {(control) => <Textarea {...control} mono value={text} onChange={({ target }) => setText(target.value)} />}
        </Field>
        {refusal ? <ErrorNotice {...refusal} /> : null}
      </form>
    </Dialog>
  )
}

const gatesOf = ({ approvalsRequired, requirePrevious, soakMinutes, verificationRuns }: EnvironmentRow) => ({
  approvalsRequired,
  requirePrevious,
  soakMinutes,
  verificationRuns,
})

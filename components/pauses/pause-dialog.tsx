'use client'

import { Pause } from 'lucide-react'
import { useState } from 'react'
import type { Act } from '#components/tenancy/act.ts'
import { Button } from '#components/ui/button.tsx'
import { ErrorNotice } from '#components/ui/error-notice.tsx'
import { Field } from '#components/ui/field.tsx'
import { FormDialog } from '#components/ui/form-dialog.tsx'
import { ReasonField } from '#components/ui/reason-field.tsx'
import { Select } from '#components/ui/select.tsx'
import { toastDone } from '#components/ui/toast.ts'
import { useAct } from '#components/ui/use-act.ts'
import type { PauseInput } from '#lib/pauses/schema.ts'

export type PauseAct = Act<PauseInput, { id: string }>

type Props = {
  pause: PauseAct
  /** One runner; without it, an environment or everything is chosen. */
  runner?: { id: string; name: string } | undefined
  environments?: readonly string[]
}

/** Asks why, and lets nothing begin from then on. */
export function PauseDialog({ pause, runner, environments = [] }: Props) {
  const [open, setOpen] = useState(false)
  const [environment, setEnvironment] = useState('')
  const [reason, setReason] = useState('')
  const { run, pending, refusal } = useAct(pause, () => {
    toastDone('Paused: nothing begins until somebody resumes it.')
    setReason('')
    setOpen(false)
  })
  const scope = runner ? { runnerId: runner.id } : environment ? { environment } : {}
  return (
    <FormDialog
      title={runner ? `Pause ${runner.name}?` : 'Pause runs'}
      description="What runs goes on. Runs that are asked for wait, files and messages stay where they are, and ticks of schedules are let go and written down."
      open={open}
      onOpenChange={setOpen}
      trigger={<Button icon={<Pause />}>{runner ? 'Pause' : 'Pause runs'}</Button>}
      submit="Pause"
      pending={pending}
      onSubmit={() => run({ ...scope, reason })}
    >
      {runner ? null : (
        <Field label="Where">
          {(control) => (
            <Select
              {...control}
              placeholder="Every runner of the tenant"
              value={environment}
              onChange={({ target }) => setEnvironment(target.value)}
              options={environments.map((name) => ({ value: name, label: `Every runner in ${name}` }))}
            />
          )}
        </Field>
      )}
      <ReasonField hint="Everybody who wonders why nothing runs reads it." value={reason} onChange={setReason} />
      {refusal ? <ErrorNotice {...refusal} /> : null}
    </FormDialog>
  )
}

'use client'

import { useState } from 'react'
import type { Act } from '#components/tenancy/act.ts'
import { ErrorNotice } from '#components/ui/error-notice.tsx'
import { Field } from '#components/ui/field.tsx'
import { FormDialog } from '#components/ui/form-dialog.tsx'
import { Input } from '#components/ui/input.tsx'
import { Select } from '#components/ui/select.tsx'
import { toastDone } from '#components/ui/toast.ts'
import { useAct } from '#components/ui/use-act.ts'
import type { ResolveInput } from '#lib/dead-letters/schema.ts'

export type CloseAct = Act<ResolveInput, { resolved: number }>

type Props = {
  letters: ResolveInput['letters']
  count: number
  close: CloseAct
  onClose: (done: boolean) => void
}

/** Asks why failures need no replay, and closes them. */
export function CloseDialog({ letters, count, close, onClose }: Props) {
  const [as, setAs] = useState<ResolveInput['as']>('waived')
  const [reason, setReason] = useState('')
  const [runId, setRunId] = useState('')
  const { run, pending, refusal } = useAct(close, ({ resolved }) => {
    toastDone(`${resolved} ${resolved === 1 ? 'failure is' : 'failures are'} ${as}.`)
    onClose(true)
  })
  const many = count === 1 ? 'this failure' : `these ${count.toLocaleString('en')} failures`
  return (
    <FormDialog
      title={`Close ${many} without a replay?`}
      submit={as === 'waived' ? `Waive ${count.toLocaleString('en')}` : `Mark ${count.toLocaleString('en')} superseded`}
      pending={pending}
      open
      onOpenChange={(open) => (open ? undefined : onClose(false))}
      onSubmit={() =>
        run({ letters, as, reason, ...(as === 'superseded' && runId.trim() ? { runId: runId.trim() } : {}) })
      }
    >
      <p className="text-ink-muted">They leave the count of what is left to address. They can be opened again.</p>
      {refusal ? <ErrorNotice {...refusal} /> : null}
      <Field label="How it was addressed">
        {(control) => (
          <Select
            {...control}
            value={as}
            onChange={({ target }) => setAs(target.value as ResolveInput['as'])}
            options={[
              { value: 'waived', label: 'Waived: it need not be done' },
              { value: 'superseded', label: 'Superseded: another run did it' },
            ]}
          />
        )}
      </Field>
      {as === 'superseded' ? (
        <Field label="The run that did it" optional hint="Its id, job_…">
          {(control) => <Input {...control} value={runId} onChange={({ target }) => setRunId(target.value)} />}
        </Field>
      ) : null}
      <Field label="Reason">
        {(control) => <Input {...control} value={reason} onChange={({ target }) => setReason(target.value)} />}
      </Field>
    </FormDialog>
  )
}

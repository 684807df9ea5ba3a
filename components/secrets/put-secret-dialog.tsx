'use client'

import { Lock } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import type { Act } from '#components/tenancy/act.ts'
import { Button } from '#components/ui/button.tsx'
import { ErrorNotice } from '#components/ui/error-notice.tsx'
import { Field } from '#components/ui/field.tsx'
import { FormDialog } from '#components/ui/form-dialog.tsx'
import { Input } from '#components/ui/input.tsx'
import { Textarea } from '#components/ui/textarea.tsx'
import { toastDone } from '#components/ui/toast.ts'
import { useAct } from '#components/ui/use-act.ts'

export type PutSecretDialogProps = {
  put: Act<{ path: string; value: string }, { version: number }>
  /** The secret to give another value; without one a new path is asked for. */
  path?: string
  trigger?: ReactNode
}

/** Sets the value of a secret. It goes in and never comes back out. */
export function PutSecretDialog({ put, path: known, trigger }: PutSecretDialogProps) {
  const [open, setOpen] = useState(false)
  const [path, setPath] = useState(known ?? '')
  const [value, setValue] = useState('')
  const { run, pending, refusal, clear } = useAct(put, ({ version }) => {
    toastDone(`${path} is set, version ${version}.`)
    change(false)
  })
  const change = (next: boolean) => {
    setOpen(next)
    if (next) return
    setPath(known ?? '')
    setValue('')
    clear()
  }
  const fault = (field: string) => refusal?.faults?.find((each) => each.path === field)?.message
  return (
    <FormDialog
      title={known ? `New value for ${known}` : 'Set a secret'}
      description="Runners get the new value at their next cold start. Nobody can read it here again."
      open={open}
      onOpenChange={change}
      trigger={
        trigger ?? (
          <Button variant="primary" icon={<Lock aria-hidden />}>
            Set a secret
          </Button>
        )
      }
      submit="Keep it"
      pending={pending}
      onSubmit={() => run({ path, value })}
    >
      {known ? null : (
        <Field label="Path" hint="What manifests name, such as orders/api-key." error={fault('path')}>
          {(control) => (
            <Input
              {...control}
              mono
              required
              value={path}
              autoComplete="off"
              onChange={(event) => setPath(event.target.value)}
            />
          )}
        </Field>
      )}
      <Field label="Value" error={fault('value')}>
        {(control) => (
          <Textarea
            {...control}
            mono
            required
            value={value}
            autoComplete="off"
            spellCheck={false}
            onChange={(event) => setValue(event.target.value)}
          />
        )}
      </Field>
      {refusal && !refusal.faults?.length ? <ErrorNotice {...refusal} /> : null}
    </FormDialog>
  )
}

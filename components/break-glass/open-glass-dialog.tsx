'use client'

import { Siren } from 'lucide-react'
import { useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { ErrorNotice } from '#components/ui/error-notice.tsx'
import { Field } from '#components/ui/field.tsx'
import { FormDialog } from '#components/ui/form-dialog.tsx'
import { Input } from '#components/ui/input.tsx'
import { ReasonField } from '#components/ui/reason-field.tsx'
import { Select } from '#components/ui/select.tsx'
import { toastDone } from '#components/ui/toast.ts'
import { useAct } from '#components/ui/use-act.ts'
import { MAX_BREAK_GLASS_MINUTES, type OpenBreakGlass, USUAL_BREAK_GLASS_MINUTES } from '#lib/break-glass/schema.ts'
import type { ActionResult } from '#lib/http/action.ts'

type Props = {
  environments: readonly string[]
  manifests: readonly { id: string; name: string }[]
  openGlass: (input: OpenBreakGlass) => Promise<ActionResult<{ id: string }>>
}

/** Breaks the glass, after saying what that means and asking why. */
export function OpenGlassDialog({ environments, manifests, openGlass }: Props) {
  const [open, setOpen] = useState(false)
  const [environment, setEnvironment] = useState('')
  const [manifestId, setManifest] = useState('')
  const [minutes, setMinutes] = useState(String(USUAL_BREAK_GLASS_MINUTES))
  const [reason, setReason] = useState('')
  const { run, pending, refusal } = useAct(openGlass, () => {
    toastDone(`The glass of ${environment} is broken for ${minutes} minutes.`)
    setOpen(false)
  })
  const send = () => run({ environment, reason, minutes: Number(minutes), ...(manifestId ? { manifestId } : {}) })
  return (
    <FormDialog
      title="Break the glass"
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Button variant="danger" icon={<Siren aria-hidden />}>
          Break the glass
        </Button>
      }
      submit="Break it"
      danger
      pending={pending}
      onSubmit={send}
    >
      <p>
        Deployments then wait for no freeze, no window and no approval, and soft findings do not stop them. Hard
        findings about what is deployed still do. Every approver, admin and auditor is told, and each use is reviewed.
      </p>
      <Field label="Environment">
        {(control) => (
          <Select
            {...control}
            required
            placeholder="Choose one"
            value={environment}
            onChange={({ target }) => setEnvironment(target.value)}
            options={environments.map((name) => ({ value: name, label: name }))}
          />
        )}
      </Field>
      <Field label="Manifest" optional hint="Left out: every manifest.">
        {(control) => (
          <Select
            {...control}
            placeholder="Every one"
            value={manifestId}
            onChange={({ target }) => setManifest(target.value)}
            options={manifests.map(({ id, name }) => ({ value: id, label: name }))}
          />
        )}
      </Field>
      <Field label="Minutes" hint={`At most ${MAX_BREAK_GLASS_MINUTES}.`}>
        {(control) => (
          <Input
            {...control}
            type="number"
            required
            min={1}
            max={MAX_BREAK_GLASS_MINUTES}
            value={minutes}
            onChange={({ target }) => setMinutes(target.value)}
            className="w-28"
          />
        )}
      </Field>
      <ReasonField
        hint="Everybody reads it while the glass is broken, and it is kept as evidence."
        minLength={10}
        maxLength={2000}
        value={reason}
        onChange={setReason}
      />
      {refusal ? <ErrorNotice {...refusal} /> : null}
    </FormDialog>
  )
}

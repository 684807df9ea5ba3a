'use client'

import { ShieldCheck } from 'lucide-react'
import { useState } from 'react'
import type { Act } from '#components/tenancy/act.ts'
import { Button } from '#components/ui/button.tsx'
import { Checkbox } from '#components/ui/checkbox.tsx'
import { ErrorNotice } from '#components/ui/error-notice.tsx'
import { Field } from '#components/ui/field.tsx'
import { FormDialog } from '#components/ui/form-dialog.tsx'
import { Input } from '#components/ui/input.tsx'
import { Textarea } from '#components/ui/textarea.tsx'
import { toastDone } from '#components/ui/toast.ts'
import { useAct } from '#components/ui/use-act.ts'

type Approval = { prefix: string; publisherKeys: string; signatureRequired: boolean; note: string }
const empty: Approval = { prefix: '', publisherKeys: '', signatureRequired: true, note: '' }

/** Approves a registry: where, whose signature counts, and why. */
export function ApproveRegistryDialog({ approve }: { approve: Act<Approval, { id: string }> }) {
  const [open, setOpen] = useState(false)
  const [approval, setApproval] = useState(empty)
  const { run, pending, refusal, clear } = useAct(approve, () => {
    toastDone(`${approval.prefix} is approved.`)
    change(false)
  })
  const change = (next: boolean) => {
    setOpen(next)
    if (next) return
    setApproval(empty)
    clear()
  }
  const set = (part: Partial<Approval>) => setApproval((before) => ({ ...before, ...part }))
  const fault = (field: string) => refusal?.faults?.find((each) => each.path === field)?.message
  return (
    <FormDialog
      title="Approve a registry"
      description="The tenant may then refer to images there and begin from them. Shorter covers more: a host covers all of it."
      open={open}
      onOpenChange={change}
      trigger={
        <Button variant="primary" icon={<ShieldCheck aria-hidden />}>
          Approve a registry
        </Button>
      }
      submit="Approve it"
      pending={pending}
      onSubmit={() => run(approval)}
    >
      <Field label="Registry" hint="A host, or a host and a path: registry.example.com/team." error={fault('prefix')}>
        {(control) => (
          <Input
            {...control}
            mono
            required
            autoComplete="off"
            value={approval.prefix}
            onChange={(event) => set({ prefix: event.target.value })}
          />
        )}
      </Field>
      <Checkbox
        label="Images there must be signed by their publisher"
        hint="One without a signature of a key below is neither taken nor deployed."
        checked={approval.signatureRequired}
        onChange={(event) => set({ signatureRequired: event.target.checked })}
      />
      <Field
        label="Publisher’s public keys"
        hint="EC P-256 in PEM form, such as cosign.pub; several one after another."
        error={fault('publisherKeys')}
      >
        {(control) => (
          <Textarea
            {...control}
            mono
            rows={5}
            spellCheck={false}
            autoComplete="off"
            required={approval.signatureRequired}
            value={approval.publisherKeys}
            onChange={(event) => set({ publisherKeys: event.target.value })}
          />
        )}
      </Field>
      <Field label="Note" hint="Why it is trusted, for whoever asks later." error={fault('note')}>
        {(control) => (
          <Input {...control} value={approval.note} onChange={(event) => set({ note: event.target.value })} />
        )}
      </Field>
      {refusal && !refusal.faults?.length ? <ErrorNotice {...refusal} /> : null}
    </FormDialog>
  )
}

'use client'

import { Undo2 } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { ErrorNotice } from '#components/ui/error-notice.tsx'
import { Field } from '#components/ui/field.tsx'
import { FormDialog } from '#components/ui/form-dialog.tsx'
import { Input } from '#components/ui/input.tsx'
import { Select } from '#components/ui/select.tsx'
import { Textarea } from '#components/ui/textarea.tsx'
import { type Answer, useAct } from '#components/ui/use-act.ts'
import type { CreateDraftInput, PolicyScopeName } from '#lib/policy/registry/schema.ts'

type Props = {
  create(input: CreateDraftInput): Promise<Answer<{ id: string }>>
  /** The version whose content the draft takes. */
  back?: { scope: PolicyScopeName; version: number }
}

/** Begins a draft: from the active version of a layer, or from an older one to go back to it. */
export function NewDraftDialog({ create, back }: Props) {
  const router = useRouter()
  const [open, setOpen] = useState(false)
  const [title, setTitle] = useState(back ? `Back to version ${back.version}` : '')
  const [note, setNote] = useState('')
  const [scope, setScope] = useState<PolicyScopeName>(back?.scope ?? 'platform')
  const { run, pending, refusal } = useAct(create, ({ id }) => router.push(`/policy/drafts/${id}`))
  return (
    <FormDialog
      title={back ? `Go back to version ${back.version}` : 'New draft'}
      description={
        back
          ? 'Its content becomes a draft, and after that a new version: it is tested, simulated and approved like any other.'
          : 'It begins with what is active. Nothing counts before it is activated.'
      }
      open={open}
      onOpenChange={setOpen}
      trigger={back ? <Button icon={<Undo2 />}>Go back to this</Button> : <Button variant="primary">New draft</Button>}
      submit="Begin the draft"
      pending={pending}
      onSubmit={() => run({ title, note, scope, ...(back && { from: back.version }) })}
    >
      <Field label="What it is to change">
        {(control) => (
          <Input
            {...control}
            required
            maxLength={120}
            value={title}
            onChange={(event) => setTitle(event.target.value)}
          />
        )}
      </Field>
      {back ? null : (
        <Field
          label="Whose rules"
          hint="A contract’s rules count before the tenant’s, and those before the platform’s."
        >
          {(control) => (
            <Select
              {...control}
              value={scope}
              onChange={(event) => setScope(event.target.value as PolicyScopeName)}
              options={[
                { value: 'platform', label: 'The platform’s, for every tenant' },
                { value: 'tenant', label: 'This tenant’s' },
                { value: 'contract', label: 'This tenant’s contract' },
              ]}
            />
          )}
        </Field>
      )}
      <Field label="Why" optional>
        {(control) => (
          <Textarea {...control} maxLength={4000} value={note} onChange={(event) => setNote(event.target.value)} />
        )}
      </Field>
      {refusal ? <ErrorNotice {...refusal} /> : null}
    </FormDialog>
  )
}

'use client'

import { Pencil, Users } from 'lucide-react'
import { useState } from 'react'
import type { Act } from '#components/tenancy/act.ts'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { ErrorNotice } from '#components/ui/error-notice.tsx'
import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'
import { Textarea } from '#components/ui/textarea.tsx'
import { toastDone } from '#components/ui/toast.ts'
import { useAct } from '#components/ui/use-act.ts'

export type Group = { name: string; about: string; members: string[]; costCentres: string[] }
type Text = { name: string; about: string; members: string; costCentres: string }

const textOf = (group: Group | undefined): Text => ({
  name: group?.name ?? '',
  about: group?.about ?? '',
  members: group?.members.join('\n') ?? '',
  costCentres: group?.costCentres.join(', ') ?? '',
})
const words = (text: string) => text.split(/[\s,;]+/).filter(Boolean)

/** Makes a group, or changes one: its name is what rules ask for, so it stays. */
export function SaveGroupDialog({ group, save }: { group?: Group; save: Act<Group, { id: string }> }) {
  const [open, setOpen] = useState(false)
  const [text, setText] = useState(() => textOf(group))
  const { run, pending, refusal, clear } = useAct(save, () => {
    toastDone(`${text.name} is saved.`)
    change(false)
  })
  const change = (next: boolean) => {
    setOpen(next)
    if (next) setText(textOf(group))
    clear()
  }
  const fault = (field: string) =>
    refusal?.faults
      ?.filter((each) => each.path === field)
      .map(({ message }) => message)
      .join(' ') || undefined
  const set = (part: Partial<Text>) => setText((before) => ({ ...before, ...part }))
  const form = `save-group-${group?.name ?? 'new'}`
  return (
    <Dialog
      title={group ? `Change ${group.name}` : 'New group'}
      description="Rules ask for these people as group:NAME. Who is in it counts from now on, also for votes cast before."
      open={open}
      onOpenChange={change}
      trigger={
        group ? (
          <Button size="sm" icon={<Pencil aria-hidden />} aria-label={`Change ${group.name}`}>
            Change
          </Button>
        ) : (
          <Button variant="primary" icon={<Users aria-hidden />}>
            New group
          </Button>
        )
      }
      footer={
        <>
          <Button onClick={() => change(false)}>Cancel</Button>
          <Button variant="primary" type="submit" form={form} pending={pending}>
            Save the group
          </Button>
        </>
      }
    >
      <form
        id={form}
        className="space-y-4"
        onSubmit={(event) => {
          event.preventDefault()
          run({ ...text, members: words(text.members), costCentres: words(text.costCentres) })
        }}
      >
        <Field label="Name" hint="Lower case, as rules and manifests write it." error={fault('name')}>
          {(control) => (
            <Input
              {...control}
              mono
              required
              autoComplete="off"
              readOnly={group !== undefined}
              value={text.name}
              onChange={(event) => set({ name: event.target.value })}
            />
          )}
        </Field>
        <Field label="Who they are" error={fault('about')}>
          {(control) => (
            <Input {...control} value={text.about} onChange={(event) => set({ about: event.target.value })} />
          )}
        </Field>
        <Field label="Members" hint="E-mail addresses, one a line." error={fault('members')}>
          {(control) => (
            <Textarea
              {...control}
              rows={4}
              spellCheck={false}
              value={text.members}
              onChange={(event) => set({ members: event.target.value })}
            />
          )}
        </Field>
        <Field
          label="Cost centres"
          hint="Values of the tag cost_center. They own that cost, so they do not decide about it."
          error={fault('costCentres')}
        >
          {(control) => (
            <Input
              {...control}
              value={text.costCentres}
              onChange={(event) => set({ costCentres: event.target.value })}
            />
          )}
        </Field>
        {refusal && !refusal.faults?.length ? <ErrorNotice {...refusal} /> : null}
      </form>
    </Dialog>
  )
}

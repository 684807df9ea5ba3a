'use client'

import { useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { ErrorNotice } from '#components/ui/error-notice.tsx'
import { FormDialog } from '#components/ui/form-dialog.tsx'
import { toastDone } from '#components/ui/toast.ts'
import { type Answer, useAct } from '#components/ui/use-act.ts'
import type { AlertKindName } from '#lib/alerts/alert-words.ts'
import type { AlertRuleInput, ChangeRuleInput } from '#lib/alerts/schema.ts'
import { RuleFields, type RuleForm } from './rule-fields.tsx'

export type AddRule = (input: AlertRuleInput) => Promise<Answer<{ id: string }>>
export type ChangeRule = (input: ChangeRuleInput) => Promise<Answer<{ id: string }>>

/** A rule as it is, for changing it. */
export type RuleView = {
  id: string
  name: string
  kind: AlertKindName
  threshold: number
  windowMinutes: number
  leastRuns: number
  eachRunner: boolean
  runnerId: string | null
  environment: string | null
  runnerClass: string | null
  tell: string[]
  active: boolean
}

type Props = {
  environments: readonly string[]
  runners: readonly { value: string; label: string }[]
} & ({ add: AddRule } | { rule: RuleView; change: ChangeRule })

const empty: RuleForm = {
  name: '',
  kind: 'error_rate',
  threshold: '20',
  windowMinutes: '60',
  leastRuns: '5',
  eachRunner: true,
  runnerId: '',
  environment: '',
  class: '',
  tell: ['engineer', 'admin'],
  active: true,
}

/** Adds a rule, or changes one. */
export function RuleDialog({ environments, runners, ...acts }: Props) {
  const rule = 'rule' in acts ? acts.rule : undefined
  const save: AddRule = (input) => ('add' in acts ? acts.add(input) : acts.change({ ...input, id: acts.rule.id }))
  const [open, setOpen] = useState(false)
  const [form, setForm] = useState<RuleForm>(rule ? formOf(rule) : empty)
  const { run, pending, refusal } = useAct(save, () => {
    toastDone(rule ? 'The rule is changed.' : 'The rule is added; it is looked at within a minute.')
    if (!rule) setForm(empty)
    setOpen(false)
  })
  return (
    <FormDialog
      title={rule ? `Change “${rule.name}”` : 'Add an alert rule'}
      open={open}
      onOpenChange={setOpen}
      trigger={
        rule ? (
          <Button size="sm" aria-label={`Change ${rule.name}`}>
            Change
          </Button>
        ) : (
          <Button variant="primary">Add a rule</Button>
        )
      }
      submit={rule ? 'Change it' : 'Add it'}
      pending={pending}
      onSubmit={() => run(inputOf(form))}
    >
      <RuleFields form={form} put={(change) => setForm({ ...form, ...change })} {...{ environments, runners }} />
      {refusal ? <ErrorNotice {...refusal} /> : null}
    </FormDialog>
  )
}

const formOf = (rule: RuleView): RuleForm => ({
  ...rule,
  threshold: String(rule.threshold),
  windowMinutes: String(rule.windowMinutes),
  leastRuns: String(rule.leastRuns),
  runnerId: rule.runnerId ?? '',
  environment: rule.environment ?? '',
  class: rule.runnerClass ?? '',
})

function inputOf(form: RuleForm): AlertRuleInput {
  const { name, kind, eachRunner, active } = form
  return {
    name,
    kind,
    eachRunner,
    active,
    threshold: Number(form.threshold),
    windowMinutes: Number(form.windowMinutes),
    leastRuns: Number(form.leastRuns),
    tell: form.tell as NonNullable<AlertRuleInput['tell']>,
    ...(form.runnerId && { runnerId: form.runnerId }),
    ...(form.environment && { environment: form.environment }),
    ...(form.class && { class: form.class as NonNullable<AlertRuleInput['class']> }),
  }
}

'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { dayAhead, endOfDay } from '#components/findings/last-day.ts'
import { Button } from '#components/ui/button.tsx'
import { ErrorNotice } from '#components/ui/error-notice.tsx'
import { Field } from '#components/ui/field.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { Select } from '#components/ui/select.tsx'
import { toastDone } from '#components/ui/toast.ts'
import { useAct } from '#components/ui/use-act.ts'
import type { AskFor } from '#lib/exceptions/ask-link.ts'
import { type RequestException, USUAL_EXCEPTION_DAYS } from '#lib/exceptions/schema.ts'
import type { ActionResult } from '#lib/http/action.ts'
import { classRules, type RunnerClassName, runnerClasses } from '#lib/manifests/classes.ts'
import { type Reasons, ReasonsFields } from './reasons-fields.tsx'

type Props = {
  /** What is known from where one came. */
  start: Partial<AskFor>
  rules: readonly { id: string; title: string; level?: string }[]
  manifests: readonly { id: string; name: string }[]
  environments: readonly string[]
  request: (input: RequestException) => Promise<ActionResult<{ id: string }>>
}

/** Asks for leave to break one rule. The scope is as narrow as where one came from; it may be widened on purpose. */
export function RequestForm({ start, rules, manifests, environments, request }: Props) {
  const router = useRouter()
  const known = rules.some(({ id }) => id === start.rule)
  const [rule, setRule] = useState(known ? (start.rule ?? '') : '')
  const [manifestId, setManifest] = useState(start.manifestId ?? '')
  const [environment, setEnvironment] = useState(start.environment ?? '')
  const [runnerClass, setClass] = useState(start.manifestId ? '' : (start.class ?? ''))
  const [reasons, setReasons] = useState<Reasons>({
    category: 'waiver',
    justification: '',
    risk: '',
    costPlan: '',
    until: dayAhead(USUAL_EXCEPTION_DAYS),
  })
  const { run, pending, refusal } = useAct(request, ({ id }) => {
    toastDone('The approvers are asked.')
    router.push(`/exceptions/${id}`)
  })
  const send = () => {
    const { until, ...said } = reasons
    run({
      rule,
      ...(manifestId ? { manifestId } : {}),
      ...(environment ? { environment } : {}),
      ...(runnerClass ? { class: runnerClass as RunnerClassName } : {}),
      ...said,
      expiresAt: endOfDay(until),
    })
  }
  const choose = (
    label: string,
    hint: string,
    none: string,
    [value, set]: [string, (next: string) => void],
    options: { value: string; label: string }[],
  ) => (
    <Field label={label} hint={hint}>
      {(control) => (
        <Select
          {...control}
          placeholder={none}
          value={value}
          onChange={({ target }) => set(target.value)}
          options={options}
        />
      )}
    </Field>
  )
  return (
    <form
      className="max-w-2xl space-y-5"
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
    >
      {start.rule && !known ? (
        <Notice kind="caution" title={`${start.rule} takes no exceptions.`}>
          Its own text does not let one count. Do what the finding advises instead.
        </Notice>
      ) : null}
      <Field label="Rule" hint="Only rules that take exceptions are listed.">
        {(control) => (
          <Select
            {...control}
            required
            placeholder="Choose a rule"
            value={rule}
            onChange={({ target }) => setRule(target.value)}
            options={rules.map(({ id, title }) => ({ value: id, label: `${title} (${id})` }))}
          />
        )}
      </Field>
      <fieldset className="grid gap-4 sm:grid-cols-3">
        <legend className="mb-1 font-medium">Scope</legend>
        {choose(
          'Manifest',
          'A manifest or a class is needed.',
          'Any',
          [manifestId, setManifest],
          manifests.map(({ id, name }) => ({ value: id, label: name })),
        )}
        {choose(
          'Environment',
          'The narrower, the likelier.',
          'Every one',
          [environment, setEnvironment],
          environments.map((name) => ({ value: name, label: name })),
        )}
        {choose(
          'Class',
          'Of the runners.',
          'Any',
          [runnerClass, setClass],
          runnerClasses.map((name) => ({ value: name, label: classRules[name].title })),
        )}
      </fieldset>
      <ReasonsFields value={reasons} onChange={setReasons} />
      {refusal ? <ErrorNotice {...refusal} /> : null}
      <div className="flex flex-wrap items-center gap-3">
        <Button type="submit" variant="primary" pending={pending}>
          Ask for it
        </Button>
        <span className="text-ink-muted">Two approvers decide, neither of them you.</span>
      </div>
    </form>
  )
}

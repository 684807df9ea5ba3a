import { Checkbox } from '#components/ui/checkbox.tsx'
import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'
import { Select } from '#components/ui/select.tsx'
import { type AlertKindName, alertKinds, alertKindWords } from '#lib/alerts/alert-words.ts'
import { classRules, runnerClasses } from '#lib/manifests/classes.ts'

export type RuleForm = {
  name: string
  kind: AlertKindName
  threshold: string
  windowMinutes: string
  leastRuns: string
  eachRunner: boolean
  runnerId: string
  environment: string
  class: string
  tell: string[]
  active: boolean
}

type Choice = { value: string; label: string }
type Props = {
  form: RuleForm
  put: (change: Partial<RuleForm>) => void
  environments: readonly string[]
  runners: readonly Choice[]
}

const windows: Choice[] = [
  { value: '15', label: '15 minutes' },
  { value: '60', label: 'An hour' },
  { value: '360', label: '6 hours' },
  { value: '1440', label: 'A day' },
  { value: '10080', label: 'A week' },
]
const roles: Choice[] = [
  { value: 'engineer', label: 'Engineers' },
  { value: 'responder', label: 'Responders' },
  { value: 'approver', label: 'Approvers' },
  { value: 'admin', label: 'Admins' },
]

/** The fields of a rule; those that say nothing for its kind are left out. */
export function RuleFields({ form, put, environments, runners }: Props) {
  const words = alertKindWords[form.kind]
  // A window that was set by the API stays a choice.
  const known = windows.some(({ value }) => value === form.windowMinutes)
  const options = known ? windows : [...windows, { value: form.windowMinutes, label: `${form.windowMinutes} minutes` }]
  const text = (name: 'name' | 'threshold' | 'leastRuns', label: string, figure: boolean) => (
    <Field label={label}>
      {(control) => (
        <Input
          {...control}
          required
          {...(figure && { type: 'number', min: 1 })}
          value={form[name]}
          onChange={({ target }) => put({ [name]: target.value })}
        />
      )}
    </Field>
  )
  const select = (
    name: 'environment' | 'class' | 'runnerId',
    label: string,
    any: string,
    choices: readonly Choice[],
  ) => (
    <Field label={label}>
      {(control) => (
        <Select
          {...control}
          placeholder={any}
          value={form[name]}
          onChange={({ target }) => put({ [name]: target.value })}
          options={choices}
        />
      )}
    </Field>
  )
  return (
    <>
      {text('name', 'Name', false)}
      <Field label="Looks at" hint={words.looksAt}>
        {(control) => (
          <Select
            {...control}
            value={form.kind}
            onChange={({ target }) => put({ kind: target.value as AlertKindName, runnerId: '', class: '' })}
            options={alertKinds.map((kind) => ({ value: kind, label: alertKindWords[kind].title }))}
          />
        )}
      </Field>
      <div className="grid gap-4 sm:grid-cols-2">
        {text('threshold', `From, in ${words.unit}`, true)}
        {form.kind === 'budget_projection' ? null : (
          <Field label="In the last">
            {(control) => (
              <Select
                {...control}
                value={form.windowMinutes}
                onChange={({ target }) => put({ windowMinutes: target.value })}
                options={options}
              />
            )}
          </Field>
        )}
        {form.kind === 'error_rate' ? text('leastRuns', 'Runs at least', true) : null}
        {select(
          'environment',
          'Environment',
          'Every environment',
          environments.map((value) => ({ value, label: value })),
        )}
        {words.byRunner
          ? select(
              'class',
              'Class',
              'Every class',
              runnerClasses.map((value) => ({ value, label: classRules[value].title })),
            )
          : null}
        {words.byRunner ? select('runnerId', 'Runner', 'Every runner', runners) : null}
      </div>
      {words.byRunner && !form.runnerId ? (
        <Checkbox
          label="Each runner by itself"
          checked={form.eachRunner}
          onChange={({ target }) => put({ eachRunner: target.checked })}
        />
      ) : null}
      <fieldset>
        <legend className="mb-1 font-medium">Who is told</legend>
        <div className="flex flex-wrap gap-4">
          {roles.map(({ value, label }) => (
            <Checkbox
              key={value}
              label={label}
              checked={form.tell.includes(value)}
              onChange={({ target }) =>
                put({ tell: target.checked ? [...form.tell, value] : form.tell.filter((role) => role !== value) })
              }
            />
          ))}
        </div>
      </fieldset>
      <Checkbox label="In force" checked={form.active} onChange={({ target }) => put({ active: target.checked })} />
    </>
  )
}

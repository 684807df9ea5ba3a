'use client'

import { useState } from 'react'
import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'
import type { AssumptionName, CostAssumptions } from '#lib/cost/schema.ts'
import type { DraftVerdict } from '#lib/manifests/validate-draft.schema.ts'

type Props = {
  answer: DraftVerdict
  assumptions: CostAssumptions
  onAssume(assumptions: CostAssumptions): void
}

/** What people may know better than the defaults. `scale` is how many of the stored unit make one of the shown. */
const asked: readonly { name: AssumptionName; label: string; scale: number }[] = [
  { name: 'durationMs', label: 'A run takes, in seconds', scale: 1000 },
  { name: 'eventsPerMonth', label: 'Unscheduled runs a month', scale: 1 },
]

/** The inputs an estimate depends on that the manifest cannot say. Empty means the stated default. */
export function WorkloadInputs({ answer, assumptions, onAssume }: Props) {
  return (
    <div className="mt-3 grid grid-cols-2 gap-2">
      {asked.map(({ name, label, scale }) => (
        <AssumptionInput
          key={name}
          label={label}
          value={assumptions[name] === undefined ? '' : String(assumptions[name] / scale)}
          fallback={placeholder(answer, name, scale)}
          onChange={(value) => {
            const { [name]: _dropped, ...rest } = assumptions
            onAssume(value === undefined ? rest : { ...rest, [name]: Math.round(value * scale) })
          }}
        />
      ))}
    </div>
  )
}

type InputProps = { label: string; value: string; fallback: string; onChange(value: number | undefined): void }

function AssumptionInput({ label, value, fallback, onChange }: InputProps) {
  const [typed, setTyped] = useState(value)
  const wrong = typed !== '' && !isFigure(typed)
  return (
    <Field label={label} error={wrong ? 'A number above zero.' : undefined}>
      {(control) => (
        <Input
          {...control}
          inputMode="decimal"
          placeholder={fallback}
          value={typed}
          onChange={({ target }) => {
            setTyped(target.value)
            if (target.value === '') onChange(undefined)
            else if (isFigure(target.value)) onChange(Number(target.value))
          }}
        />
      )}
    </Field>
  )
}

function isFigure(text: string): boolean {
  return /^\d{1,9}(\.\d{1,3})?$/.test(text) && Number(text) > 0
}

function placeholder(answer: DraftVerdict, name: AssumptionName, scale: number): string {
  const used = answer.cost?.assumptions.find((one) => one.name === name)
  return used ? String(used.value / scale) : ''
}

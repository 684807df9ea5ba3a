'use client'

import { dayAhead } from '#components/findings/last-day.ts'
import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'
import { RadioCards } from '#components/ui/radio-cards.tsx'
import { Textarea } from '#components/ui/textarea.tsx'
import { categoryWords, exceptionCategories, MAX_EXCEPTION_DAYS } from '#lib/exceptions/schema.ts'

export type Reasons = {
  category: (typeof exceptionCategories)[number]
  justification: string
  risk: string
  costPlan: string
  /** The last day, as a date field holds it. */
  until: string
}

type Props = { value: Reasons; onChange(next: Reasons): void; earliest?: string }

/** Why, at what risk and cost, and until when: what both a request and a renewal have to say. */
export function ReasonsFields({ value, onChange, earliest = dayAhead(0) }: Props) {
  const text = (name: 'justification' | 'risk' | 'costPlan', label: string, hint: string) => (
    <Field label={label} hint={hint}>
      {(control) => (
        <Textarea
          {...control}
          required
          minLength={3}
          maxLength={2000}
          value={value[name]}
          onChange={({ target }) => onChange({ ...value, [name]: target.value })}
        />
      )}
    </Field>
  )
  return (
    <>
      <RadioCards
        legend="Category"
        value={value.category}
        onChange={(category) => onChange({ ...value, category })}
        options={exceptionCategories.map((one) => ({
          value: one,
          title: categoryWords[one].label,
          description: categoryWords[one].detail,
        }))}
      />
      {text('justification', 'Justification', 'Why the rule cannot be kept here.')}
      {text('risk', 'Risk', 'What may go wrong, and what is done about it.')}
      {text('costPlan', 'Cost plan', 'What it costs, who pays, and how that ends.')}
      <Field label="Until" hint={`The last day on which it counts; at most ${MAX_EXCEPTION_DAYS} days ahead.`}>
        {(control) => (
          <Input
            {...control}
            type="date"
            required
            min={earliest}
            max={dayAhead(MAX_EXCEPTION_DAYS - 1)}
            value={value.until}
            onChange={({ target }) => onChange({ ...value, until: target.value })}
            className="w-44"
          />
        )}
      </Field>
    </>
  )
}

import { Field } from './field.tsx'
import { Input } from './input.tsx'

type Props = {
  label: string
  hint?: string
  optional?: boolean
  /** As the browser writes it, in the zone of who looks: `2026-11-26T17:00`. */
  value: string
  onChange(value: string): void
}

/** A day and a time. */
export function DateTimeField({ label, hint, optional, value, onChange }: Props) {
  return (
    <Field label={label} {...(hint !== undefined && { hint })} {...(optional && { optional })}>
      {(control) => (
        <Input
          {...control}
          type="datetime-local"
          required={!optional}
          value={value}
          onChange={({ target }) => onChange(target.value)}
        />
      )}
    </Field>
  )
}

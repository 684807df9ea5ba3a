import { Field } from './field.tsx'
import { Textarea } from './textarea.tsx'

type Props = {
  /** Who reads it. */
  hint: string
  value: string
  onChange: (reason: string) => void
  minLength?: number
  maxLength?: number
  rows?: number
}

/** Asks why, in words that somebody else can judge; nothing is done without. */
export function ReasonField({ hint, value, onChange, minLength = 3, maxLength = 500, rows }: Props) {
  return (
    <Field label="Reason" hint={hint}>
      {(control) => (
        <Textarea
          {...control}
          {...(rows && { rows })}
          required
          minLength={minLength}
          maxLength={maxLength}
          value={value}
          onChange={({ target }) => onChange(target.value)}
        />
      )}
    </Field>
  )
}

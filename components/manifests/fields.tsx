'use client'

import { type ReactNode, useState } from 'react'
import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'
import { type Option, Select } from '#components/ui/select.tsx'
import { Textarea } from '#components/ui/textarea.tsx'
import { useField } from './form-context.tsx'

type FieldProps = { path: string; label: string; hint?: ReactNode; optional?: boolean; placeholder?: string }

/** A field of text. An optional one that is emptied leaves the manifest. */
export function TextField({ path, label, hint, optional, placeholder, mono }: FieldProps & { mono?: boolean }) {
  const { id, value, error, set } = useField(path)
  return (
    <Field id={id} label={label} hint={hint} error={error} optional={optional ?? false}>
      {(control) => (
        <Input
          {...control}
          mono={mono ?? false}
          value={asText(value)}
          placeholder={placeholder}
          autoComplete="off"
          spellCheck={false}
          onChange={({ target }) => set(target.value === '' && optional ? undefined : target.value)}
        />
      )}
    </Field>
  )
}

/** A whole number. What is not one is written as typed, so that the fault can be shown beside it. */
export function NumberField({ path, label, hint, optional, placeholder }: FieldProps) {
  const { id, value, error, set } = useField(path)
  return (
    <Field id={id} label={label} hint={hint} error={error} optional={optional ?? false}>
      {(control) => (
        <Input
          {...control}
          inputMode="numeric"
          value={asText(value)}
          placeholder={placeholder}
          autoComplete="off"
          onChange={({ target }) => set(asNumber(target.value, optional))}
        />
      )}
    </Field>
  )
}

/** One of a few words. A value that is none of them stays, and is named as a fault. */
export function SelectField(props: FieldProps & { options: readonly Option[]; onSelect?(value: string): void }) {
  const { id, value, error, set } = useField(props.path)
  const current = asText(value)
  const known = current === '' || props.options.some((option) => option.value === current)
  const options = known ? props.options : [...props.options, { value: current, label: current }]
  return (
    <Field id={id} label={props.label} hint={props.hint} error={error} optional={props.optional ?? false}>
      {(control) => (
        <Select
          {...control}
          options={options}
          {...(props.placeholder !== undefined && { placeholder: props.placeholder })}
          value={current}
          onChange={({ target }) => {
            if (props.onSelect) props.onSelect(target.value)
            else set(target.value === '' ? undefined : target.value)
          }}
        />
      )}
    </Field>
  )
}

/** A list of texts, one a line. */
export function ListField({ path, label, hint, placeholder }: FieldProps) {
  const { id, value, error, set } = useField(path)
  const items = Array.isArray(value) ? value.map(asText) : []
  const [typed, setTyped] = useState('')
  // What was typed stays as typed, blank lines and all, as long as it means the same as the manifest.
  const shown = sameItems(linesOf(typed), items) ? typed : items.join('\n')
  return (
    <Field id={id} label={label} hint={hint} error={error} optional>
      {(control) => (
        <Textarea
          {...control}
          mono
          rows={2}
          value={shown}
          placeholder={placeholder}
          spellCheck={false}
          onChange={({ target }) => {
            setTyped(target.value)
            const lines = linesOf(target.value)
            set(lines.length > 0 ? lines : undefined)
          }}
        />
      )}
    </Field>
  )
}

function asText(value: unknown): string {
  if (value === undefined || value === null) return ''
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

function asNumber(text: string, optional = false): number | string | undefined {
  if (text === '') return optional ? undefined : ''
  return /^-?\d{1,15}$/.test(text) ? Number(text) : text
}

function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
}

function sameItems(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((item, index) => item === b[index])
}

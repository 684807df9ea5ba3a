'use client'

import { Plus, X } from 'lucide-react'
import { useId, useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { IconButton } from '#components/ui/icon-button.tsx'
import { Input } from '#components/ui/input.tsx'
import { formatPath, readPath } from '#lib/manifests/field-path.ts'
import { fieldId, useManifestForm, valueAt } from './form-context.tsx'

type Props = {
  path: string
  label: string
  hint: string
  /** What a name and a value look like here. */
  placeholders: { name: string; value: string }
}

/** Names with values: variables, secrets, tags. */
export function PairsField({ path, label, hint, placeholders }: Props) {
  const { parsed, setField } = useManifestForm()
  const [name, setName] = useState('')
  const [value, setValue] = useState('')
  const own = useId()
  const found = valueAt(parsed.value, path)
  const entries = typeof found === 'object' && found !== null ? Object.entries(found) : []
  const pathOf = (key: string) => formatPath([...readPath(path), key])
  const add = () => {
    if (name.trim() === '') return
    setField(pathOf(name.trim()), value)
    setName('')
    setValue('')
  }
  return (
    <fieldset id={fieldId(path)}>
      <legend className="font-medium">
        {label} <span className="font-normal text-ink-faint">(optional)</span>
      </legend>
      <p className="mb-1 text-ink-muted text-sm">{hint}</p>
      <ul className="space-y-1.5">
        {entries.map(([key, current]) => {
          const fault = parsed.faults.find((one) => one.path === pathOf(key))
          const error = `${own}-${key}`
          return (
            <li key={key}>
              <div className="flex items-center gap-2">
                <code className="w-2/5 min-w-0 truncate" title={key}>
                  {key}
                </code>
                <Input
                  mono
                  id={fieldId(pathOf(key))}
                  aria-label={`${label}: ${key}`}
                  aria-invalid={fault ? true : undefined}
                  aria-describedby={fault ? error : undefined}
                  value={typeof current === 'object' ? JSON.stringify(current) : String(current)}
                  onChange={({ target }) => setField(pathOf(key), target.value)}
                  spellCheck={false}
                />
                <IconButton label={`Remove ${key}`} icon={<X />} onClick={() => setField(pathOf(key), undefined)} />
              </div>
              {fault ? (
                <p id={error} role="alert" className="mt-0.5 text-bad text-sm">
                  {fault.message} {fault.remedy}
                </p>
              ) : null}
            </li>
          )
        })}
        <li className="flex items-center gap-2">
          <Input
            mono
            className="w-2/5"
            aria-label={`${label}: new name`}
            placeholder={placeholders.name}
            value={name}
            onChange={({ target }) => setName(target.value)}
            spellCheck={false}
          />
          <Input
            mono
            aria-label={`${label}: new value`}
            placeholder={placeholders.value}
            value={value}
            onChange={({ target }) => setValue(target.value)}
            onKeyDown={(event) => {
              if (event.key !== 'Enter') return
              event.preventDefault()
              add()
            }}
            spellCheck={false}
          />
          <Button size="sm" icon={<Plus />} onClick={add} className="h-8">
            Add
          </Button>
        </li>
      </ul>
    </fieldset>
  )
}

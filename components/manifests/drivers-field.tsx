'use client'

import { useState } from 'react'
import { Field } from '#components/ui/field.tsx'
import { Textarea } from '#components/ui/textarea.tsx'
import { readDrivers, writeDrivers } from '#lib/manifests/driver-lines.ts'
import { useField } from './form-context.tsx'

/** The packages a host must have, one a line as `name=version`. */
export function DriversField() {
  const { id, value, error, set } = useField('runner.golden_image.drivers')
  const [typed, setTyped] = useState<string>()
  const written = writeDrivers(value)
  // What was typed stays as typed as long as it means the same as the manifest.
  const shown = typed !== undefined && writeDrivers(readDrivers(typed)) === written ? typed : written
  return (
    <Field
      id={id}
      label="Drivers"
      hint="Debian packages, one a line as name=version. The host takes no work before each is there."
      error={error}
      optional
      className="sm:col-span-2"
    >
      {(control) => (
        <Textarea
          {...control}
          mono
          rows={2}
          value={shown}
          placeholder="tdsodbc=1.3.17+ds-2"
          spellCheck={false}
          onChange={({ target }) => {
            setTyped(target.value)
            const drivers = readDrivers(target.value)
            set(drivers.length ? drivers : undefined)
          }}
        />
      )}
    </Field>
  )
}

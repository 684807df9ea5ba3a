'use client'

import type { ReactNode } from 'react'
import { classRules, isRunnerClass } from '#lib/manifests/classes.ts'
import { DriversField } from './drivers-field.tsx'
import { SelectField, TextField } from './fields.tsx'
import { useField } from './form-context.tsx'

const option = (value: string, label: string) => ({ value, label })

/** What the runner runs, by its class, and the upload of it. */
export function SourceFields({ upload }: { upload: ReactNode }) {
  const { value } = useField('runner.class')
  const source = isRunnerClass(value) ? classRules[value].source : undefined
  const { error, id } = useField(`runner.${source ?? 'function'}`)
  if (!source) return <p className="text-ink-muted">Choose a class first.</p>
  return (
    <div id={id} className="space-y-4">
      {error ? (
        <p role="alert" className="text-bad text-sm">
          {error}
        </p>
      ) : null}
      <div className="grid gap-4 sm:grid-cols-2">{fields[source]}</div>
      {upload}
    </div>
  )
}

const fields = {
  function: (
    <>
      <SelectField
        path="runner.function.runtime"
        label="Runtime"
        options={[option('nodejs', 'Node.js'), option('provided', 'Own: an executable bootstrap')]}
      />
      <TextField
        path="runner.function.handler"
        label="Handler"
        hint="file.export, e.g. index.handler. Not needed with an own runtime."
        mono
        optional
      />
      <TextField path="runner.function.source" label="Folder" hint="Where the source lies beside the manifest." mono />
    </>
  ),
  image: (
    <>
      <TextField path="runner.image.build" label="Build from" hint="Folder of the Dockerfile." mono optional />
      <TextField path="runner.image.ref" label="Or use" hint="registry/repo@sha256:…" mono optional />
    </>
  ),
  job: (
    <>
      <SelectField
        path="runner.job.engine"
        label="Engine"
        options={[option('sql', 'SQL'), option('python', 'Python'), option('notebook', 'Notebook')]}
      />
      <TextField path="runner.job.entry" label="Entry" hint="E.g. main.sql." mono />
      <TextField path="runner.job.source" label="Folder" mono />
    </>
  ),
  golden_image: (
    <>
      <TextField
        path="runner.golden_image.base"
        label="Base"
        hint="debian:bookworm, or oci:folder for an image in the source."
        mono
      />
      <TextField
        path="runner.golden_image.source"
        label="Folder"
        hint="Scripts and files the host gets."
        mono
        optional
      />
      <TextField
        path="runner.golden_image.entry"
        label="Entry"
        hint="Does one run: JSON on its input, JSON as its last line."
        mono
        optional
        placeholder="./run"
      />
      <TextField path="runner.golden_image.bootstrap" label="Bootstrap script" mono optional />
      <DriversField />
    </>
  ),
} as const

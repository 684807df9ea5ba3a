'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { ErrorNotice } from '#components/ui/error-notice.tsx'
import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'
import { ImportOutcome } from './import-outcome.tsx'
import { type Upload, uploadAdvisories } from './upload-advisories.ts'

/** Uploads a zip of OSV records, with how far it is, and says what came of it. */
export function ImportForm() {
  const router = useRouter()
  const [upload, setUpload] = useState<Upload>({ state: 'idle' })
  const busy = upload.state === 'sending' || upload.state === 'importing'
  const submit = (form: FormData) => {
    const file = form.get('file')
    if (!(file instanceof File) || !file.size) return
    const query = { source: String(form.get('source')), completeFor: String(form.get('completeFor')) }
    uploadAdvisories(file, query, (next) => {
      setUpload(next)
      if (next.state === 'done') router.refresh()
    })
  }
  return (
    <form
      className="max-w-prose space-y-4"
      onSubmit={(event) => {
        event.preventDefault()
        submit(new FormData(event.currentTarget))
      }}
    >
      <Field label="File" hint="Up to 2 GiB.">
        {(control) => (
          <Input {...control} name="file" type="file" className="py-1" accept=".zip,application/zip" required />
        )}
      </Field>
      <Field label="Source" hint="A further import under the same name adds to it.">
        {(control) => (
          <Input {...control} name="source" required placeholder="osv-npm" pattern="[a-z0-9][a-z0-9._\-]*" />
        )}
      </Field>
      <Field
        label="Complete for"
        optional
        hint="Ecosystems of which the file has every advisory, by commas: npm, PyPI, Debian. A package without one there is then known to have none."
      >
        {(control) => <Input {...control} name="completeFor" placeholder="npm" />}
      </Field>
      <Button type="submit" variant="primary" pending={busy}>
        Import
      </Button>
      <Progress upload={upload} />
      {upload.state === 'refused' ? <ErrorNotice {...upload.problem} /> : null}
      {upload.state === 'done' ? <ImportOutcome result={upload.result} /> : null}
    </form>
  )
}

function Progress({ upload }: { upload: Upload }) {
  if (upload.state !== 'sending' && upload.state !== 'importing') return null
  const percent = upload.state === 'sending' ? Math.round(upload.share * 100) : undefined
  return (
    <div role="status" className="space-y-1">
      <progress className="w-full" max={100} {...(percent === undefined ? {} : { value: percent })} />
      <p className="text-ink-muted text-sm">
        {percent === undefined ? 'Importing. 200,000 records take about half a minute.' : `${percent} % sent`}
      </p>
    </div>
  )
}

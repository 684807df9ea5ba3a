'use client'

import { FileUp } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useEffect, useRef, useState, useTransition } from 'react'
import { Button } from '#components/ui/button.tsx'
import { ErrorNotice, type Refusal } from '#components/ui/error-notice.tsx'
import { Field } from '#components/ui/field.tsx'
import { Status } from '#components/ui/status.tsx'
import { Textarea } from '#components/ui/textarea.tsx'
import type { Fault } from '#lib/errors.ts'
import type { ParsedManifest } from '#lib/manifests/parse-manifest.ts'
import type { SaveDraft } from './use-autosave.ts'

// The parser is larger than the rest of the page, and of use only once there is a text.
const loadParser = () => import('#lib/manifests/parse-manifest.ts')

/** Takes a manifest from a file or the clipboard, says at once what is wrong with it, and opens it in the editor. */
export function ImportForm({ saveDraft }: { saveDraft: SaveDraft }) {
  const router = useRouter()
  const file = useRef<HTMLInputElement>(null)
  const [text, setText] = useState('')
  const [unreadable, setUnreadable] = useState<Fault>()
  const [refusal, setRefusal] = useState<Refusal>()
  const [pending, start] = useTransition()
  const [parsed, setParsed] = useState<ParsedManifest>()
  useEffect(() => {
    let newest = true
    if (text) void loadParser().then(({ parseManifest }) => newest && setParsed(parseManifest(text)))
    else setParsed(undefined)
    return () => {
      newest = false
    }
  }, [text])
  const open = () =>
    start(async () => {
      const answer = await saveDraft({ text }).catch(() => undefined)
      if (answer?.ok) return router.push(`/manifests/new?draft=${answer.value.id}`)
      setRefusal({ title: 'The manifest could not be kept', detail: answer?.problem.detail, remedy: 'Try again.' })
    })
  const read = async (chosen: File | undefined) => {
    if (!chosen) return
    const { parseManifest } = await loadParser()
    // The bytes, not the text: what is not UTF-8 must be named, not silently replaced.
    const { faults, text: decoded, value } = parseManifest(new Uint8Array(await chosen.arrayBuffer()))
    const fatal = value === undefined && faults[0]?.path === '' && /UTF-8|KiB/.test(faults[0].message)
    setUnreadable(fatal ? faults[0] : undefined)
    setText(decoded)
  }
  return (
    <div className="max-w-3xl space-y-4">
      <div>
        <Button icon={<FileUp />} onClick={() => file.current?.click()}>
          Choose a file
        </Button>
        <input
          ref={file}
          type="file"
          aria-label="Manifest file"
          accept=".yaml,.yml,.json"
          className="hidden"
          onChange={({ target }) => void read(target.files?.[0])}
        />
      </div>
      {unreadable ? <ErrorNotice title="The file cannot be read as it is" faults={[unreadable]} /> : null}
      <Field label="Or paste it" hint="YAML or JSON, one manifest.">
        {(control) => (
          <Textarea
            {...control}
            mono
            rows={16}
            className="max-h-112"
            value={text}
            spellCheck={false}
            onChange={({ target }) => {
              setUnreadable(undefined)
              setText(target.value)
            }}
          />
        )}
      </Field>
      {refusal ? <ErrorNotice {...refusal} /> : null}
      <div className="flex items-center gap-3">
        <Button variant="primary" pending={pending} disabled={!text} onClick={open}>
          Open in the editor
        </Button>
        <span aria-live="polite">
          {parsed ? <Summary faults={parsed.faults} name={parsed.manifest?.metadata.name} /> : null}
        </span>
      </div>
    </div>
  )
}

function Summary({ faults, name }: { faults: readonly Fault[]; name: string | undefined }) {
  if (faults.length === 0) return <Status status="passed">{name}: no faults</Status>
  return (
    <Status status="warning">
      {faults.length === 1 ? '1 fault' : `${faults.length} faults`} to correct in the editor
    </Status>
  )
}

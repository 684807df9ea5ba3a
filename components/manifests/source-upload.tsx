'use client'

import { FolderUp, Upload } from 'lucide-react'
import { type ChangeEvent, useId, useRef, useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Digest } from '#components/ui/digest.tsx'
import { ErrorNotice, type Refusal } from '#components/ui/error-notice.tsx'
import { packSource } from './pack-source.ts'

export type UploadedSource = { digest: string; filename: string; sizeBytes: number }

type Props = {
  source: UploadedSource | undefined
  onUploaded(source: UploadedSource): void
}

/** Takes the source from the person's machine: a folder, a zip or a git bundle. */
export function SourceUpload({ source, onUploaded }: Props) {
  const [pending, setPending] = useState(false)
  const [refusal, setRefusal] = useState<Refusal>()
  const folder = useRef<HTMLInputElement>(null)
  const file = useRef<HTMLInputElement>(null)
  const labelled = useId()
  const choose = async ({ target }: ChangeEvent<HTMLInputElement>) => {
    const files = [...(target.files ?? [])]
    target.value = '' // the same choice again must count as a change
    if (files.length === 0) return
    setPending(true)
    const answer = await upload(files)
    setPending(false)
    setRefusal(answer.ok ? undefined : answer.refusal)
    if (answer.ok) onUploaded(answer.source)
  }
  return (
    <fieldset aria-labelledby={labelled} className="rounded-md border border-dashed p-3">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <div className="min-w-0">
          <p id={labelled} className="font-medium">
            Source
          </p>
          <p aria-live="polite" className="text-ink-muted">
            {source ? (
              <>
                {source.filename}, {Math.max(1, Math.round(source.sizeBytes / 1024))} KiB{' '}
                <Digest digest={source.digest} />
              </>
            ) : (
              'Nothing uploaded yet. It is built once, from exactly what you upload.'
            )}
          </p>
        </div>
        <div className="flex flex-wrap gap-2">
          <Button pending={pending} icon={<FolderUp />} onClick={() => folder.current?.click()}>
            Upload a folder
          </Button>
          <Button disabled={pending} icon={<Upload />} onClick={() => file.current?.click()}>
            Upload a zip or git bundle
          </Button>
        </div>
      </div>
      <input
        ref={folder}
        type="file"
        aria-label="Source folder"
        className="hidden"
        multiple
        onChange={choose}
        {...{ webkitdirectory: '' }}
      />
      <input
        ref={file}
        type="file"
        aria-label="Source archive"
        accept=".zip,.bundle"
        className="hidden"
        onChange={choose}
      />
      {refusal ? <ErrorNotice {...refusal} className="mt-3" /> : null}
    </fieldset>
  )
}

type Answer = { ok: true; source: UploadedSource } | { ok: false; refusal: Refusal }

async function upload(files: readonly File[]): Promise<Answer> {
  try {
    const { filename, bytes, contentType } = await packSource(files)
    const response = await fetch(`/api/v1/sources?filename=${encodeURIComponent(filename)}`, {
      method: 'POST',
      headers: { 'content-type': contentType },
      body: bytes,
    })
    if (!response.ok) return { ok: false, refusal: (await response.json()) as Refusal }
    const { digest } = (await response.json()) as { digest: string }
    return { ok: true, source: { digest, filename, sizeBytes: bytes.byteLength } }
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error)
    return { ok: false, refusal: { title: 'The source could not be uploaded', detail } }
  }
}

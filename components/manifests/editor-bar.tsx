'use client'

import { Download, Send } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { Button } from '#components/ui/button.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import type { Recommendation } from '#lib/manifests/selection-guide.ts'
import type { EditorStart } from './manifest-editor.tsx'
import { SelectionGuideDialog } from './selection-guide-dialog.tsx'
import type { Autosave } from './use-autosave.ts'

type Props = {
  start: EditorStart
  autosave: Autosave
  pending: boolean
  text: string
  name: string | undefined
  onSubmit(): void
  onRecommend(recommendation: Recommendation): void
  canRecommend: boolean
  discard(input: { id: string }): Promise<unknown>
}

/** The head of the editor: what is being written, whether it is kept, and what can be done with it. */
export function EditorBar(props: Props) {
  const { start, autosave, text, name } = props
  const router = useRouter()
  const { manifest } = start
  const discard = async () => {
    const id = await autosave.stop()
    if (id) await props.discard({ id })
    router.push(manifest ? `/manifests/${manifest.id}` : '/manifests')
  }
  return (
    <PageHeader
      title={manifest ? `Edit ${manifest.name}` : 'New manifest'}
      crumbs={[
        { label: 'Manifests', href: '/manifests' },
        ...(manifest ? [{ label: manifest.name, href: `/manifests/${manifest.id}` }] : []),
      ]}
      description={
        <>
          {manifest ? `Becomes version ${manifest.latestVersion + 1}. ` : null}
          <span role="status">{stateWords(autosave)}</span>
        </>
      }
      actions={
        <>
          {props.canRecommend ? <SelectionGuideDialog onApply={props.onRecommend} defaultOpen={start.guide} /> : null}
          <Button icon={<Download />} onClick={() => download(`${name ?? 'manifest'}.yaml`, text)}>
            Export
          </Button>
          {autosave.draftId ? <Button onClick={discard}>Discard draft</Button> : null}
          <Button variant="primary" icon={<Send />} pending={props.pending} onClick={props.onSubmit}>
            Submit
          </Button>
        </>
      }
    />
  )
}

function stateWords({ state, savedAt, draftId }: Autosave): string {
  switch (state) {
    case 'saving':
      return 'Saving the draft…'
    case 'saved':
      return `Draft saved at ${savedAt?.toLocaleTimeString('en-GB')}.`
    case 'failed':
      return 'The draft could not be saved; it is still here, and the next change tries again.'
    case 'unchanged':
      return draftId ? 'This is your draft.' : 'A draft is kept as you write.'
  }
}

/** Hands the text over as a file, as it stands. */
function download(filename: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'application/yaml' }))
  const link = document.createElement('a')
  link.href = url
  link.download = filename
  link.click()
  URL.revokeObjectURL(url)
}

import type { Metadata } from 'next'
import { ManifestEditor } from '#components/manifests/manifest-editor.tsx'
import { pageActor } from '#lib/auth/page-actor.ts'
import { orNotFound } from '#lib/http/or-not-found.ts'
import { readSearch } from '#lib/http/search-params.ts'
import { newManifestText } from '#lib/manifests/new-manifest.ts'
import { getDraft } from '#lib/manifests/queries.ts'
import { editorActions } from '../editor-actions.ts'

export const metadata: Metadata = { title: 'New manifest' }

type Props = { searchParams: Promise<{ draft?: string; guide?: string }> }

export default async function NewManifestPage({ searchParams }: Props) {
  const actor = await pageActor('manifest:write')
  const { draft: id, guide } = await readSearch(searchParams)
  const draft = id ? await orNotFound(getDraft(actor, { id })) : undefined
  return (
    <ManifestEditor
      key={draft?.id}
      actions={editorActions}
      start={{
        text: draft?.text ?? newManifestText(),
        source: draft?.source ?? undefined,
        draftId: draft?.id,
        manifest: undefined,
        guide: guide !== undefined,
      }}
    />
  )
}

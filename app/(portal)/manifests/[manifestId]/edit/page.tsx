import type { Metadata } from 'next'
import { ManifestEditor } from '#components/manifests/manifest-editor.tsx'
import { pageActor } from '#lib/auth/page-actor.ts'
import { orNotFound } from '#lib/http/or-not-found.ts'
import { findDraft, getManifest, getVersion } from '#lib/manifests/queries.ts'
import { editorActions } from '../../editor-actions.ts'

export const metadata: Metadata = { title: 'Edit manifest' }

type Props = { params: Promise<{ manifestId: string }> }

export default async function EditManifestPage({ params }: Props) {
  const actor = await pageActor('manifest:write')
  const { manifestId } = await params
  const manifest = await orNotFound(getManifest(actor, manifestId))
  const [latest, draft] = await Promise.all([
    getVersion(actor, { id: manifest.latest.id }),
    findDraft(actor, { manifestId }),
  ])
  const begun = draft ?? latest
  return (
    <ManifestEditor
      key={draft?.id}
      actions={editorActions}
      start={{
        text: begun.text,
        source: begun.source ?? undefined,
        draftId: draft?.id,
        manifest: { id: manifest.id, name: manifest.name, latestVersion: manifest.latestVersion },
        guide: false,
      }}
    />
  )
}

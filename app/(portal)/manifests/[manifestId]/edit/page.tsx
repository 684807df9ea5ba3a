import type { Metadata } from 'next'
import { ManifestEditor } from '#components/manifests/manifest-editor.tsx'
import { pageActor } from '#lib/auth/page-actor.ts'
import { orNotFound } from '#lib/http/or-not-found.ts'
import { readSearch } from '#lib/http/search-params.ts'
import { nearestOfDeployment } from '#lib/manifests/nearest-of-deployment.ts'
import { findDraft, getManifest, getVersion } from '#lib/manifests/queries.ts'
import { editorActions } from '../../editor-actions.ts'

export const metadata: Metadata = { title: 'Edit manifest' }

type Props = { params: Promise<{ manifestId: string }>; searchParams: Promise<{ nearest?: string }> }

export default async function EditManifestPage({ params, searchParams }: Props) {
  const actor = await pageActor('manifest:write')
  const { manifestId } = await params
  const { nearest } = await readSearch(searchParams)
  const manifest = await orNotFound(getManifest(actor, manifestId))
  const [latest, draft] = await Promise.all([
    getVersion(actor, { id: manifest.latest.id }),
    findDraft(actor, { manifestId }),
  ])
  const denied = nearest
    ? await orNotFound(nearestOfDeployment(actor, { manifestId, deploymentId: nearest }))
    : undefined
  const begun = denied ?? draft ?? latest
  return (
    <ManifestEditor
      key={nearest ?? draft?.id}
      actions={editorActions}
      start={{
        text: begun.text,
        source: (denied?.version ?? draft ?? latest).source ?? undefined,
        draftId: denied ? undefined : draft?.id,
        environment: denied?.environment,
        filledIn: denied?.filledIn,
        manifest: { id: manifest.id, name: manifest.name, latestVersion: manifest.latestVersion },
        guide: false,
      }}
    />
  )
}

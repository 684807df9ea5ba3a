import type { Metadata } from 'next'
import { ImportForm } from '#components/manifests/import-form.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { pageActor } from '#lib/auth/page-actor.ts'
import { saveDraftAction } from '../actions.ts'

export const metadata: Metadata = { title: 'Import a manifest' }

export default async function ImportPage() {
  await pageActor('manifest:write')
  return (
    <>
      <PageHeader
        title="Import a manifest"
        crumbs={[{ label: 'Manifests', href: '/manifests' }]}
        description="From a file or the clipboard. It opens as a draft; nothing is submitted yet."
      />
      <ImportForm saveDraft={saveDraftAction} />
    </>
  )
}

import { Package } from 'lucide-react'
import type { Metadata } from 'next'
import { ArtifactsTable } from '#components/artifacts/artifacts-table.tsx'
import { ButtonLink } from '#components/ui/button.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { LoadMore } from '#components/ui/load-more.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { listArtifacts } from '#lib/artifacts/queries.ts'
import { pageActor } from '#lib/auth/page-actor.ts'
import { readSearch } from '#lib/http/search-params.ts'
import { ViewsOf } from '../saved-views/views-of.tsx'

export const metadata: Metadata = { title: 'Artifacts' }

type Props = { searchParams: Promise<{ cursor?: string }> }

export default async function ArtifactsPage({ searchParams }: Props) {
  const actor = await pageActor('artifact:read')
  const { cursor } = await readSearch(searchParams)
  const { artifacts, next } = await listArtifacts(actor, cursor ? { cursor } : {})
  return (
    <>
      <PageHeader
        title="Artifacts"
        description="Built once, named by digest, scanned, signed, and promoted unchanged."
        actions={<ViewsOf actor={actor} page="/artifacts" />}
      />
      {artifacts.length ? (
        <ArtifactsTable rows={artifacts} />
      ) : (
        <EmptyState
          icon={<Package />}
          title="Nothing has been built yet"
          actions={<ButtonLink href="/manifests">Open a manifest</ButtonLink>}
        >
          Deploying a manifest builds its source; the result, its packages and its signatures are then shown here.
        </EmptyState>
      )}
      <LoadMore next={next} />
    </>
  )
}

import { FileText } from 'lucide-react'
import type { Metadata } from 'next'
import { DraftsList } from '#components/manifests/drafts-list.tsx'
import { ManifestFilters } from '#components/manifests/manifest-filters.tsx'
import { ManifestsTable } from '#components/manifests/manifests-table.tsx'
import { ButtonLink } from '#components/ui/button.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { LoadMore } from '#components/ui/load-more.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { may } from '#lib/auth/authorise.ts'
import { pageActor } from '#lib/auth/page-actor.ts'
import { readSearch } from '#lib/http/search-params.ts'
import { listDrafts, listManifests } from '#lib/manifests/queries.ts'
import { manifestFilters } from '#lib/manifests/schema.ts'

export const metadata: Metadata = { title: 'Manifests' }

type Props = { searchParams: Promise<Record<string, string>> }

export default async function ManifestsPage({ searchParams }: Props) {
  const actor = await pageActor('manifest:read')
  const { cursor, ...asked } = await readSearch(searchParams)
  const filters = manifestFilters.safeParse(asked).data ?? {}
  const [{ manifests, next }, drafts] = await Promise.all([
    listManifests(actor, { ...filters, cursor }),
    listDrafts(actor),
  ])
  const filtered = Object.values(filters).some(Boolean) || cursor
  const writes = may(actor, 'manifest:write') ? (
    <>
      <ButtonLink href="/manifests/import">Import</ButtonLink>
      <ButtonLink href="/manifests/new?guide=1">Selection guide</ButtonLink>
      <ButtonLink variant="primary" href="/manifests/new">
        New manifest
      </ButtonLink>
    </>
  ) : null
  return (
    <>
      <PageHeader title="Manifests" description="What runners are declared to be, in versions." actions={writes} />
      <DraftsList drafts={drafts} />
      <ManifestFilters />
      {manifests.length ? (
        <ManifestsTable rows={manifests} />
      ) : (
        <EmptyState
          icon={<FileText />}
          title={filtered ? 'No manifest is like this' : 'No manifests yet'}
          actions={filtered ? <ButtonLink href="/manifests">Show all</ButtonLink> : writes}
        >
          {filtered
            ? 'Loosen the filters.'
            : 'A manifest declares the class, size and network profile of a runner. Write one, or let four questions choose.'}
        </EmptyState>
      )}
      <LoadMore next={next} />
    </>
  )
}

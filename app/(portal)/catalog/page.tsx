import { Boxes } from 'lucide-react'
import type { Metadata } from 'next'
import { RunnersTable } from '#components/catalog/runners-table.tsx'
import { ButtonLink } from '#components/ui/button.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { LoadMore } from '#components/ui/load-more.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { pageActor } from '#lib/auth/page-actor.ts'
import { listRunners } from '#lib/catalog/queries.ts'
import { runnerFilters } from '#lib/catalog/schema.ts'
import { lapsedRunners } from '#lib/exceptions/lapsed-runners.ts'
import { readSearch } from '#lib/http/search-params.ts'
import { ViewsOf } from '../saved-views/views-of.tsx'

export const metadata: Metadata = { title: 'Catalog' }

type Props = { searchParams: Promise<Record<string, string>> }

export default async function CatalogPage({ searchParams }: Props) {
  const actor = await pageActor('runner:read')
  const { cursor, ...asked } = await readSearch(searchParams)
  const { runners, next } = await listRunners(actor, { ...runnerFilters.safeParse(asked).data, cursor })
  const lapsed = await lapsedRunners(
    actor,
    runners.map(({ id }) => id),
  )
  return (
    <>
      <PageHeader
        title="Catalog"
        description="Runners that exist: one for each manifest and environment."
        actions={<ViewsOf actor={actor} page="/catalog" />}
      />
      {runners.length ? (
        <RunnersTable rows={runners} lapsed={lapsed} />
      ) : (
        <EmptyState
          icon={<Boxes />}
          title="No runner yet"
          actions={<ButtonLink href="/manifests">Open a manifest</ButtonLink>}
        >
          A runner is entered here when a deployment has placed it on its target.
        </EmptyState>
      )}
      <LoadMore next={next} />
    </>
  )
}

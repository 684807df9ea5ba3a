import { Play } from 'lucide-react'
import type { Metadata } from 'next'
import { RunFilters } from '#components/runs/run-filters.tsx'
import { RunsTable } from '#components/runs/runs-table.tsx'
import { ButtonLink } from '#components/ui/button.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { LoadMore } from '#components/ui/load-more.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { pageActor } from '#lib/auth/page-actor.ts'
import { readSearch } from '#lib/http/search-params.ts'
import { listEnvironments } from '#lib/provisioning/list-environments.ts'
import { listRuns } from '#lib/runs/list-runs.ts'
import { runFilters } from '#lib/runs/schema.ts'
import { ViewsOf } from '../saved-views/views-of.tsx'

export const metadata: Metadata = { title: 'Runs' }

type Props = { searchParams: Promise<Record<string, string>> }

export default async function RunsPage({ searchParams }: Props) {
  const actor = await pageActor('run:read')
  const { cursor, ...asked } = await readSearch(searchParams)
  const filters = runFilters.safeParse(asked).data ?? {}
  const [{ runs, next }, environments] = await Promise.all([
    listRuns(actor, { ...filters, cursor }),
    listEnvironments(actor),
  ])
  const filtered = Object.values(filters).some(Boolean) || cursor
  return (
    <>
      <PageHeader
        title="Runs"
        description="Each execution of a runner; a token takes effect once."
        actions={<ViewsOf actor={actor} page="/runs" />}
      />
      <RunFilters environments={environments.map((environment) => environment.name)} />
      {runs.length ? (
        <RunsTable rows={runs} />
      ) : (
        <EmptyState
          icon={<Play />}
          title={filtered ? 'No run is like this' : 'Nothing has run yet'}
          actions={
            <ButtonLink href={filtered ? '/runs' : '/catalog'}>{filtered ? 'Show all' : 'Open the catalog'}</ButtonLink>
          }
        >
          {filtered ? 'Loosen the filters.' : 'Open a runner and press Run now, or let its triggers start it.'}
        </EmptyState>
      )}
      <LoadMore next={next} />
    </>
  )
}

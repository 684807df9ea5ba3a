import { Play } from 'lucide-react'
import type { Metadata } from 'next'
import { ColumnChoice } from '#components/runs/column-choice.tsx'
import { RunFilters } from '#components/runs/run-filters.tsx'
import { RunStrips } from '#components/runs/run-strips.tsx'
import { RunsTable } from '#components/runs/runs-table.tsx'
import { ButtonLink } from '#components/ui/button.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { LoadMore } from '#components/ui/load-more.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import { pageActor } from '#lib/auth/page-actor.ts'
import { runnerChoices } from '#lib/catalog/runner-choices.ts'
import { readSearch } from '#lib/http/search-params.ts'
import { listEnvironments } from '#lib/provisioning/list-environments.ts'
import { listRuns } from '#lib/runs/list-runs.ts'
import { chosenColumns } from '#lib/runs/run-columns.ts'
import { runStrips } from '#lib/runs/run-strips.ts'
import { runFilters } from '#lib/runs/schema.ts'
import { ViewsOf } from '../saved-views/views-of.tsx'

export const metadata: Metadata = { title: 'Runs' }

type Props = { searchParams: Promise<Record<string, string>> }

export default async function RunsPage({ searchParams }: Props) {
  const actor = await pageActor('run:read')
  const { cursor, columns, ...asked } = await readSearch(searchParams)
  const filters = runFilters.safeParse(asked).data ?? {}
  const [{ runs, next, lookedBackTo }, environments, choices] = await Promise.all([
    listRuns(actor, { ...filters, cursor }),
    listEnvironments(actor),
    runnerChoices(actor),
  ])
  const strips = await runStrips(actor, filters.runnerId ? [filters.runnerId] : runs.map(({ runnerId }) => runnerId))
  const runners = new Map(
    runs.map(({ runnerId, runner }) => [runnerId, { name: runner.name, environment: runner.environment.name }]),
  )
  const filtered = Object.values(filters).some(Boolean) || cursor
  return (
    <>
      <PageHeader
        title="Runs"
        description="Each execution of a runner; a token takes effect once."
        actions={
          <>
            <ColumnChoice />
            <ViewsOf actor={actor} page="/runs" />
          </>
        }
      />
      <RunFilters environments={environments.map((environment) => environment.name)} {...choices} />
      {runs.length ? (
        <>
          <RunStrips strips={strips} runners={runners} />
          <RunsTable rows={runs} columns={chosenColumns(columns)} />
        </>
      ) : lookedBackTo ? null : (
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
      {lookedBackTo ? (
        <p role="status" className="pt-3 text-center text-ink-muted">
          Looked back to <RelativeTime at={lookedBackTo} />; there may be older ones like this.
        </p>
      ) : null}
      <LoadMore next={next} />
    </>
  )
}

import { Pause } from 'lucide-react'
import type { Metadata } from 'next'
import { PausesTable } from '#components/pauses/pauses-table.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { LoadMore } from '#components/ui/load-more.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { pageActor } from '#lib/auth/page-actor.ts'
import { readSearch } from '#lib/http/search-params.ts'
import { listPauses } from '#lib/pauses/queries.ts'

export const metadata: Metadata = { title: 'Pauses' }

type Props = { searchParams: Promise<{ cursor?: string }> }

export default async function PausesPage({ searchParams }: Props) {
  const actor = await pageActor('run:read')
  const { pauses, next } = await listPauses(actor, await readSearch(searchParams))
  return (
    <>
      <PageHeader
        title="Pauses"
        description="Times in which nothing began, in a runner, an environment or everywhere."
      />
      {pauses.length ? (
        <PausesTable rows={pauses} />
      ) : (
        <EmptyState icon={<Pause />} title="Nothing was ever paused">
          A runner is paused on its page; an environment or the whole tenant beside the calendar of schedules.
        </EmptyState>
      )}
      <LoadMore next={next} />
    </>
  )
}

import { CalendarClock } from 'lucide-react'
import type { Metadata } from 'next'
import { ScheduleFilters } from '#components/schedules/schedule-filters.tsx'
import { TriggersTable } from '#components/schedules/triggers-table.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { LoadMore } from '#components/ui/load-more.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { pageActor } from '#lib/auth/page-actor.ts'
import { readSearch } from '#lib/http/search-params.ts'
import { listEnvironments } from '#lib/provisioning/list-environments.ts'
import { listTriggers } from '#lib/triggers/queries.ts'
import { kindTitles } from '#lib/triggers/say-trigger.ts'
import { triggerFilters, triggerKinds } from '#lib/triggers/schema.ts'

export const metadata: Metadata = { title: 'Triggers' }

type Props = { searchParams: Promise<Record<string, string | undefined>> }

export default async function TriggersPage({ searchParams }: Props) {
  const actor = await pageActor('runner:read')
  const { cursor, ...asked } = await readSearch(searchParams)
  const filters = triggerFilters.safeParse(asked).data ?? {}
  const [{ triggers, next }, environments] = await Promise.all([
    listTriggers(actor, { ...filters, cursor }),
    listEnvironments(actor),
  ])
  return (
    <>
      <PageHeader title="Triggers" description="What starts runs by itself, of every kind." />
      <div className="mb-3">
        <ScheduleFilters
          environments={environments.map(({ name }) => name)}
          kinds={triggerKinds.map((kind) => ({ value: kind, label: kindTitles[kind] }))}
        />
      </div>
      {triggers.length ? (
        <TriggersTable rows={triggers} />
      ) : (
        <EmptyState icon={<CalendarClock />} title="No trigger is armed">
          A manifest declares what starts its runner: a schedule, a webhook, files that arrive, a topic, or the pipeline
          it follows. A deployment arms them.
        </EmptyState>
      )}
      <LoadMore next={next} />
    </>
  )
}

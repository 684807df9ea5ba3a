import { CalendarOff } from 'lucide-react'
import type { Metadata } from 'next'
import { CalendarsTable } from '#components/schedules/calendars-table.tsx'
import { SaveCalendarDialog } from '#components/schedules/save-calendar-dialog.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { LoadMore } from '#components/ui/load-more.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { may } from '#lib/auth/authorise.ts'
import { pageActor } from '#lib/auth/page-actor.ts'
import { readSearch } from '#lib/http/search-params.ts'
import { listCalendars } from '#lib/triggers/calendars/queries.ts'
import { removeCalendarAction, saveCalendarAction } from '../actions.ts'

export const metadata: Metadata = { title: 'Excluded days' }

type Props = { searchParams: Promise<{ cursor?: string }> }

export default async function CalendarsPage({ searchParams }: Props) {
  const actor = await pageActor('runner:read')
  const { calendars, next } = await listCalendars(actor, await readSearch(searchParams))
  const acts = may(actor, 'calendar:manage') ? { save: saveCalendarAction, remove: removeCalendarAction } : undefined
  return (
    <>
      <PageHeader
        title="Excluded days"
        description="Calendars that schedules name to leave days out: holidays, the end of a quarter, a stocktaking."
        actions={acts ? <SaveCalendarDialog save={acts.save} /> : null}
      />
      {calendars.length ? (
        <CalendarsTable rows={calendars} acts={acts} />
      ) : (
        <EmptyState icon={<CalendarOff />} title="No calendar is kept">
          Make one, and name it in a manifest: <code>exclude: {'{ calendars: [holidays] }'}</code>.
        </EmptyState>
      )}
      <LoadMore next={next} />
    </>
  )
}

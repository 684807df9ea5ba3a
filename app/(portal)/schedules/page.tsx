import { CalendarClock } from 'lucide-react'
import type { Metadata } from 'next'
import { PauseDialog } from '#components/pauses/pause-dialog.tsx'
import { PausedNotice } from '#components/pauses/paused-notice.tsx'
import { CalendarControls } from '#components/schedules/calendar-controls.tsx'
import { CalendarGrid } from '#components/schedules/calendar-grid.tsx'
import { ScheduleFilters } from '#components/schedules/schedule-filters.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { may } from '#lib/auth/authorise.ts'
import { pageActor } from '#lib/auth/page-actor.ts'
import { readSearch } from '#lib/http/search-params.ts'
import { listPauses } from '#lib/pauses/queries.ts'
import { listEnvironments } from '#lib/provisioning/list-environments.ts'
import { readCalendar } from '#lib/triggers/read-calendar.ts'
import { calendarSpan } from '#lib/triggers/schema.ts'
import { pauseAction, resumeAction } from './actions.ts'

export const metadata: Metadata = { title: 'Schedules' }

type Props = { searchParams: Promise<Record<string, string | undefined>> }

export default async function SchedulesPage({ searchParams }: Props) {
  const actor = await pageActor('runner:read')
  const asked = calendarSpan.parse(await readSearch(searchParams))
  const [calendar, environments, { pauses }] = await Promise.all([
    readCalendar(actor, asked),
    listEnvironments(actor),
    listPauses(actor, { open: 'yes' }),
  ])
  const names = environments.map(({ name }) => name)
  const wide = may(actor, 'run:pause_all')
  const own = may(actor, 'run:pause')
  const empty = calendar.days.every(({ entries }) => !entries.length)
  return (
    <>
      <PageHeader
        title="Schedules"
        description={`When runs begin by themselves, by the clock of ${calendar.zone}.`}
        actions={wide ? <PauseDialog pause={pauseAction} environments={names} /> : null}
      />
      <PausedNotice pauses={pauses} resume={({ runnerId }) => ((runnerId ? own : wide) ? resumeAction : undefined)} />
      <div className="mb-3 flex flex-wrap items-center justify-between gap-2">
        <CalendarControls {...calendar} environment={asked.environment} />
        <ScheduleFilters environments={names} zones={calendar.zones} />
      </div>
      {calendar.more ? (
        <Notice className="mb-3">More schedules are armed than can be drawn; the list of triggers has them all.</Notice>
      ) : null}
      {empty ? (
        <EmptyState icon={<CalendarClock />} title="No schedule fires in this time">
          Add a schedule to a manifest and deploy it: what it will do, and what it did not, stands here.
        </EmptyState>
      ) : (
        <CalendarGrid days={calendar.days} span={calendar.span} />
      )}
    </>
  )
}

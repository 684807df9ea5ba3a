import type { Metadata } from 'next'
import { AddWindowDialog } from '#components/environments/add-window-dialog.tsx'
import { EnvironmentsTable } from '#components/environments/environments-table.tsx'
import { WindowsTable } from '#components/environments/windows-table.tsx'
import { PauseDialog } from '#components/pauses/pause-dialog.tsx'
import { PausedNotice } from '#components/pauses/paused-notice.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { Section } from '#components/ui/section.tsx'
import { may } from '#lib/auth/authorise.ts'
import { pageActor } from '#lib/auth/page-actor.ts'
import { listWindows } from '#lib/freezes/queries.ts'
import { listPauses } from '#lib/pauses/queries.ts'
import { listEnvironments } from '#lib/provisioning/list-environments.ts'
import { pauseAction, resumeAction } from '../../schedules/actions.ts'
import { addWindowAction, changeEnvironmentAction, removeWindowAction } from './actions.ts'

export const metadata: Metadata = { title: 'Environments' }

export default async function EnvironmentsPage() {
  const actor = await pageActor('environment:read')
  const [environments, windows, paused] = await Promise.all([
    listEnvironments(actor),
    listWindows(actor),
    may(actor, 'run:read') ? listPauses(actor, { open: 'yes' }) : { pauses: [] },
  ])
  const pauses = paused.pauses.filter(({ runnerId }) => !runnerId)
  const mayPause = may(actor, 'run:pause_all')
  const mine = may(actor, 'environment:write')
  return (
    <>
      <PageHeader
        title="Environments"
        description="Where manifest versions go, in the order of promotion, and what each asks. The platform owns them."
        actions={
          mayPause ? <PauseDialog pause={pauseAction} environments={environments.map(({ name }) => name)} /> : null
        }
      />
      <PausedNotice pauses={pauses} resume={() => (mayPause ? resumeAction : undefined)} />
      <div className="mb-8">
        <EnvironmentsTable environments={environments} change={mine ? changeEnvironmentAction : undefined} />
      </div>
      <Section
        title="Change windows"
        description="Where an environment has any, changes begin only inside one; without, at any time."
        actions={
          mine ? <AddWindowDialog environments={environments.map(({ name }) => name)} add={addWindowAction} /> : null
        }
      >
        {windows.length ? (
          <WindowsTable rows={windows} remove={mine ? removeWindowAction : undefined} />
        ) : (
          <p className="text-ink-muted">Every environment changes at any time.</p>
        )}
      </Section>
    </>
  )
}

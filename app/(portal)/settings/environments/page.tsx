import type { Metadata } from 'next'
import { AddWindowDialog } from '#components/environments/add-window-dialog.tsx'
import { EnvironmentsTable } from '#components/environments/environments-table.tsx'
import { WindowsTable } from '#components/environments/windows-table.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { Section } from '#components/ui/section.tsx'
import { may } from '#lib/auth/authorise.ts'
import { pageActor } from '#lib/auth/page-actor.ts'
import { listWindows } from '#lib/freezes/queries.ts'
import { listEnvironments } from '#lib/provisioning/list-environments.ts'
import { addWindowAction, changeEnvironmentAction, removeWindowAction } from './actions.ts'

export const metadata: Metadata = { title: 'Environments' }

export default async function EnvironmentsPage() {
  const actor = await pageActor('environment:read')
  const [environments, windows] = await Promise.all([listEnvironments(actor), listWindows(actor)])
  const mine = may(actor, 'environment:write')
  return (
    <>
      <PageHeader
        title="Environments"
        description="Where manifest versions go, in the order of promotion, and what each asks. The platform owns them."
      />
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

import type { Metadata } from 'next'
import { type LiveRun, RunView } from '#components/runs/run-view.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { may } from '#lib/auth/authorise.ts'
import { pageActor } from '#lib/auth/page-actor.ts'
import { asJson } from '#lib/http/as-json.ts'
import { orNotFound } from '#lib/http/or-not-found.ts'
import { getRun } from '#lib/runs/queries.ts'
import { cancelRunAction } from '../actions.ts'

export const metadata: Metadata = { title: 'Run' }

type Props = { params: Promise<{ runId: string }> }

export default async function RunPage({ params }: Props) {
  const actor = await pageActor('run:read')
  const run = await orNotFound(getRun(actor, (await params).runId))
  return (
    <>
      <PageHeader title={`Run of ${run.runner.name}`} crumbs={[{ label: 'Runs', href: '/runs' }]} />
      <RunView
        key={run.id}
        initial={asJson<LiveRun>(run)}
        mayCancel={may(actor, 'run:cancel')}
        cancel={cancelRunAction}
      />
    </>
  )
}

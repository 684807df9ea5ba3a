import type { Metadata } from 'next'
import { AskForException } from '#components/exceptions/ask-for-exception.tsx'
import { LapsedNotice } from '#components/exceptions/lapsed-notice.tsx'
import { RunLineage } from '#components/runs/run-lineage.tsx'
import { type LiveRun, RunView } from '#components/runs/run-view.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { may } from '#lib/auth/authorise.ts'
import { pageActor } from '#lib/auth/page-actor.ts'
import { exceptableDenials } from '#lib/exceptions/exceptable-denials.ts'
import { lapsedRunners } from '#lib/exceptions/lapsed-runners.ts'
import { asJson } from '#lib/http/as-json.ts'
import { orNotFound } from '#lib/http/or-not-found.ts'
import { runLineage } from '#lib/runs/lineage.ts'
import { getRun } from '#lib/runs/queries.ts'
import { whyItWaits } from '#lib/runs/why-it-waits.ts'
import { readTrace } from '#lib/telemetry/read-trace.ts'
import { cancelRunAction } from '../actions.ts'

export const metadata: Metadata = { title: 'Run' }

type Props = { params: Promise<{ runId: string }> }

export default async function RunPage({ params }: Props) {
  const actor = await pageActor('run:read')
  const run = await orNotFound(getRun(actor, (await params).runId))
  const denied = run.status === 'denied' || run.cause === 'denied'
  const [lineage, why, trace] = await Promise.all([
    runLineage(actor, run.id),
    whyItWaits(actor, run.id),
    readTrace(actor, run.id),
  ])
  const [denials, lapses] = denied
    ? await Promise.all([exceptableDenials(actor, run.id), lapsedRunners(actor, [run.runner.id])])
    : [[], {}]
  const { environment } = run.runner
  const about = { manifestId: run.runner.manifestId, environment: environment.name, class: run.runner.runnerClass }
  return (
    <>
      <PageHeader title={`Run of ${run.runner.name}`} crumbs={[{ label: 'Runs', href: '/runs' }]} />
      <AskForException denials={denials} about={about} />
      <LapsedNotice lapsed={lapses[run.runner.id] ?? []} />
      <RunView
        key={run.id}
        initial={asJson<LiveRun>(run)}
        mayCancel={may(actor, 'run:cancel')}
        cancel={cancelRunAction}
        why={why ?? []}
        aside={<RunLineage lineage={lineage} />}
        now={new Date().toISOString()}
        trace={trace}
      />
    </>
  )
}

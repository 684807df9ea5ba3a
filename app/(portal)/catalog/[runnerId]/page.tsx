import type { Metadata } from 'next'
import { Instances } from '#components/catalog/instances.tsx'
import type { InstanceItem } from '#components/catalog/instances-table.tsx'
import { RecentRuns } from '#components/catalog/recent-runs.tsx'
import { RunNow } from '#components/catalog/run-now.tsx'
import { RunnerHeader } from '#components/catalog/runner-header.tsx'
import { RunnerRecord } from '#components/catalog/runner-record.tsx'
import { Triggers } from '#components/catalog/triggers.tsx'
import { LapsedNotice } from '#components/exceptions/lapsed-notice.tsx'
import { PauseDialog } from '#components/pauses/pause-dialog.tsx'
import { PausedNotice } from '#components/pauses/paused-notice.tsx'
import { Section } from '#components/ui/section.tsx'
import { may } from '#lib/auth/authorise.ts'
import { pageActor } from '#lib/auth/page-actor.ts'
import { getRunner, recentRuns } from '#lib/catalog/queries.ts'
import { triggerView } from '#lib/catalog/trigger-view.ts'
import { env } from '#lib/env.ts'
import { lapsedRunners } from '#lib/exceptions/lapsed-runners.ts'
import { asJson } from '#lib/http/as-json.ts'
import { orNotFound } from '#lib/http/or-not-found.ts'
import { pausesOver } from '#lib/pauses/queries.ts'
import { listInstances } from '#lib/provisioning/instances/queries.ts'
import { whenNone } from '#lib/provisioning/instances/say-instance.ts'
import type { IsolationReport } from '#lib/provisioning/isolation.ts'
import { listEnvironments } from '#lib/provisioning/list-environments.ts'
import type { RunnerSpec } from '#lib/provisioning/target.ts'
import { listRuns } from '#lib/runs/list-runs.ts'
import { previewAction, promoteAction } from '../../promotions/actions.ts'
import { startRunAction } from '../../runs/actions.ts'
import { pauseAction, resumeAction } from '../../schedules/actions.ts'
import { destroyRunnerAction, rotateSecretAction } from '../actions.ts'

export const metadata: Metadata = { title: 'Runner' }

type Props = { params: Promise<{ runnerId: string }> }

export default async function RunnerPage({ params }: Props) {
  const actor = await pageActor('runner:read')
  const runner = await orNotFound(getRunner(actor, decodeURIComponent((await params).runnerId)))
  const spec = runner.spec as Partial<RunnerSpec>
  const empty = whenNone(spec)
  const [strip, { runs }, environments, instances, lapses, pauses] = await Promise.all([
    recentRuns(actor, runner.id),
    listRuns(actor, { runnerId: runner.id, limit: 10 }),
    listEnvironments(actor),
    empty === undefined ? undefined : listInstances(actor, runner.id),
    lapsedRunners(actor, [runner.id]),
    pausesOver(actor, { runnerId: runner.id, environmentId: runner.environment.id }),
  ])
  const triggers = runner.triggers.map((trigger) => triggerView(trigger, env.BARECOUNT_URL, new Date()))
  const lapsed = lapses[runner.id] ?? []
  return (
    <>
      <RunnerHeader
        runner={runner}
        higher={environments.filter((environment) => environment.rank > runner.environment.rank)}
        promote={may(actor, 'deployment:request') ? { preview: previewAction, promote: promoteAction } : undefined}
        destroy={may(actor, 'runner:destroy') ? destroyRunnerAction : undefined}
        pause={
          may(actor, 'run:pause') && !pauses.some(({ runnerId }) => runnerId) ? (
            <PauseDialog pause={pauseAction} runner={runner} />
          ) : null
        }
      />
      <LapsedNotice lapsed={lapsed} />
      <PausedNotice
        pauses={pauses}
        resume={({ runnerId }) => (may(actor, runnerId ? 'run:pause' : 'run:pause_all') ? resumeAction : undefined)}
      />
      <div className="grid gap-x-8 lg:grid-cols-[minmax(0,1fr)_21rem]">
        <div className="min-w-0">
          {instances && empty ? (
            <Instances
              runnerId={runner.id}
              initial={asJson<{ instances: InstanceItem[]; next: string | null }>(instances)}
              empty={empty}
            />
          ) : null}
          <RecentRuns runnerId={runner.id} strip={strip} runs={runs} />
          {may(actor, 'run:start') && runner.status === 'active' ? (
            <Section title="Run now">
              <RunNow runnerId={runner.id} start={startRunAction} />
            </Section>
          ) : null}
          <Section title="Triggers">
            <Triggers triggers={triggers} mayRotate={may(actor, 'secret:write')} rotate={rotateSecretAction} />
          </Section>
        </div>
        <aside className="min-w-0">
          <RunnerRecord runner={runner} spec={spec} isolation={runner.isolation as IsolationReport | null} />
        </aside>
      </div>
    </>
  )
}

import type { Metadata } from 'next'
import { RunNow } from '#components/catalog/run-now.tsx'
import { DestroyRunner, PromoteRunner } from '#components/catalog/runner-actions.tsx'
import { RunnerFacts } from '#components/catalog/runner-facts.tsx'
import { Triggers } from '#components/catalog/triggers.tsx'
import { HeatStrip } from '#components/charts/heat-strip.tsx'
import { IsolationList } from '#components/runs/isolation-list.tsx'
import { RunsTable } from '#components/runs/runs-table.tsx'
import { ButtonLink } from '#components/ui/button.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { Section } from '#components/ui/section.tsx'
import { Status } from '#components/ui/status.tsx'
import { may } from '#lib/auth/authorise.ts'
import { pageActor } from '#lib/auth/page-actor.ts'
import { getRunner, recentRuns } from '#lib/catalog/queries.ts'
import { runCell } from '#lib/catalog/run-cell.ts'
import { triggerView } from '#lib/catalog/trigger-view.ts'
import { env } from '#lib/env.ts'
import { orNotFound } from '#lib/http/or-not-found.ts'
import type { IsolationReport } from '#lib/provisioning/isolation.ts'
import { listEnvironments } from '#lib/provisioning/list-environments.ts'
import type { RunnerSpec } from '#lib/provisioning/target.ts'
import { listRuns } from '#lib/runs/queries.ts'
import { promoteAction } from '../../deployments/actions.ts'
import { startRunAction } from '../../runs/actions.ts'
import { destroyRunnerAction, rotateSecretAction } from '../actions.ts'

export const metadata: Metadata = { title: 'Runner' }

type Props = { params: Promise<{ runnerId: string }> }

export default async function RunnerPage({ params }: Props) {
  const actor = await pageActor('runner:read')
  const runner = await orNotFound(getRunner(actor, decodeURIComponent((await params).runnerId)))
  const [strip, { runs }, environments] = await Promise.all([
    recentRuns(actor, runner.id),
    listRuns(actor, { runnerId: runner.id, limit: 10 }),
    listEnvironments(actor),
  ])
  const higher = environments.filter((environment) => environment.rank > runner.environment.rank)
  const { name, manifestId } = runner
  const promotable = { name, manifestId, version: runner.manifestVersion.version, environment: runner.environment.name }
  const triggers = runner.triggers.map((trigger) => triggerView(trigger, env.BARECOUNT_URL, new Date()))
  const more = <ButtonLink href={`/runs?runnerId=${runner.id}`}>All runs</ButtonLink>
  return (
    <>
      <PageHeader
        title={runner.name}
        crumbs={[{ label: 'Catalog', href: '/catalog' }]}
        description={<Status status={runner.status} />}
        actions={
          <>
            {may(actor, 'runner:destroy') && runner.status !== 'destroyed' ? (
              <DestroyRunner
                runner={{ ...runner, environment: runner.environment.name }}
                destroy={destroyRunnerAction}
              />
            ) : null}
            {may(actor, 'deployment:request') && runner.status === 'active' ? (
              <PromoteRunner runner={promotable} higher={higher} promote={promoteAction} />
            ) : null}
          </>
        }
      />
      <div className="grid gap-x-8 lg:grid-cols-[minmax(0,1fr)_21rem]">
        <div className="min-w-0">
          <Section title="Recent runs" actions={runs.length ? more : undefined}>
            {runs.length ? (
              <div className="space-y-3">
                <HeatStrip label={`The last ${strip.length} runs, oldest first`} cells={strip.map(runCell)} />
                <RunsTable rows={runs} ofOneRunner />
              </div>
            ) : (
              <p className="text-ink-muted">Nothing has run yet.</p>
            )}
          </Section>
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
          <Section title="Record">
            <RunnerFacts runner={runner} spec={runner.spec as Partial<RunnerSpec>} />
          </Section>
          {runner.isolation ? (
            <Section title="Isolation" description="As observed at its smoke test.">
              <IsolationList report={runner.isolation as IsolationReport} />
            </Section>
          ) : null}
        </aside>
      </div>
    </>
  )
}

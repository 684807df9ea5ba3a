import type { Metadata } from 'next'
import Link from 'next/link'
import { DeploymentsTable } from '#components/deployments/deployments-table.tsx'
import { FirstSteps } from '#components/overview/first-steps.tsx'
import { NeedsYou } from '#components/overview/needs-you.tsx'
import { RunHealth } from '#components/overview/run-health.tsx'
import { alertsFor, failuresIn, requestsFor } from '#components/overview/what-waits.ts'
import { PageHeader } from '#components/ui/page-header.tsx'
import { Section } from '#components/ui/section.tsx'
import { openAlerts } from '#lib/alerts/queries.ts'
import { listApprovals } from '#lib/approvals/queries.ts'
import { may } from '#lib/auth/authorise.ts'
import { pageActor } from '#lib/auth/page-actor.ts'
import { listDeployments } from '#lib/provisioning/queries.ts'
import { listRuns } from '#lib/runs/list-runs.ts'

export const metadata: Metadata = { title: 'Overview' }

const SHOWN = 8

export default async function OverviewPage() {
  const actor = await pageActor('deployment:read')
  const decides = may(actor, 'approval:decide')
  const [{ deployments }, { runs }, alerts, requests] = await Promise.all([
    listDeployments(actor, { limit: 30 }),
    listRuns(actor, { limit: 60 }),
    openAlerts(actor),
    decides ? listApprovals(actor) : undefined,
  ])
  const waits = [
    ...alertsFor(actor.roles, alerts),
    ...requestsFor(actor.userId, requests?.approvals ?? []),
    ...(may(actor, 'deployment:request') ? failuresIn(deployments) : []),
  ]
  return (
    <>
      <PageHeader title="Overview" description="What waits for you, what moved last, and how the runs go." />
      {deployments.length === 0 ? (
        <FirstSteps mayWrite={may(actor, 'manifest:write')} />
      ) : (
        <>
          <Section title="Needs you">
            <NeedsYou things={waits} />
          </Section>
          <Section title="Runs">
            <RunHealth runs={runs} />
          </Section>
          <Section
            title="Deployments"
            actions={
              <Link href="/deployments" className="text-accent-text underline-offset-2 hover:underline">
                All deployments
              </Link>
            }
          >
            <DeploymentsTable rows={deployments.slice(0, SHOWN)} />
          </Section>
        </>
      )}
    </>
  )
}

import { Rocket } from 'lucide-react'
import type { Metadata } from 'next'
import { DeploymentFilters } from '#components/deployments/deployment-filters.tsx'
import { DeploymentsTable } from '#components/deployments/deployments-table.tsx'
import { ButtonLink } from '#components/ui/button.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { LoadMore } from '#components/ui/load-more.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { pageActor } from '#lib/auth/page-actor.ts'
import { readSearch } from '#lib/http/search-params.ts'
import { listEnvironments } from '#lib/provisioning/list-environments.ts'
import { listDeployments } from '#lib/provisioning/queries.ts'
import { deploymentFilters } from '#lib/provisioning/schema.ts'
import { ViewsOf } from '../saved-views/views-of.tsx'

export const metadata: Metadata = { title: 'Deployments' }

type Props = { searchParams: Promise<Record<string, string>> }

export default async function DeploymentsPage({ searchParams }: Props) {
  const actor = await pageActor('deployment:read')
  const { cursor, ...asked } = await readSearch(searchParams)
  const filters = deploymentFilters.safeParse(asked).data ?? {}
  const [{ deployments, next }, environments] = await Promise.all([
    listDeployments(actor, { ...filters, cursor }),
    listEnvironments(actor),
  ])
  const filtered = Object.values(filters).some(Boolean) || cursor
  return (
    <>
      <PageHeader
        title="Deployments"
        description="One manifest version going into one environment."
        actions={<ViewsOf actor={actor} page="/deployments" />}
      />
      <DeploymentFilters environments={environments.map((environment) => environment.name)} />
      {deployments.length ? (
        <DeploymentsTable rows={deployments} />
      ) : (
        <EmptyState
          icon={<Rocket />}
          title={filtered ? 'No deployment is like this' : 'Nothing has been deployed yet'}
          actions={
            filtered ? (
              <ButtonLink href="/deployments">Show all</ButtonLink>
            ) : (
              <ButtonLink href="/manifests">Open a manifest</ButtonLink>
            )
          }
        >
          {filtered
            ? 'Loosen the filters.'
            : 'Submit a manifest and deploy it to dev; each of its stages is then shown here.'}
        </EmptyState>
      )}
      <LoadMore next={next} />
    </>
  )
}

import { Server } from 'lucide-react'
import type { Metadata } from 'next'
import { AgentsTable } from '#components/agents/agents-table.tsx'
import { EnrolAgentDialog } from '#components/agents/enrol-agent-dialog.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { LoadMore } from '#components/ui/load-more.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { listAgents } from '#lib/agents/queries.ts'
import { may } from '#lib/auth/authorise.ts'
import { pageActor } from '#lib/auth/page-actor.ts'
import { readSearch } from '#lib/http/search-params.ts'
import { listEnvironments } from '#lib/provisioning/list-environments.ts'
import { createEnrolmentAction, revokeAgentAction } from '../actions.ts'

export const metadata: Metadata = { title: 'Agents' }

type Props = { searchParams: Promise<{ cursor?: string }> }

export default async function AgentsPage({ searchParams }: Props) {
  const actor = await pageActor('agent:read')
  const { agents, next } = await listAgents(actor, await readSearch(searchParams))
  const manages = may(actor, 'agent:manage')
  const environments = manages ? (await listEnvironments(actor)).map(({ name }) => name) : []
  return (
    <>
      <PageHeader
        title="Agents"
        description="What fetches runs and carries them out: on hosts of yours, and in each container and host started here."
        // Always at this place: in the empty state it would be gone, with the command it shows, once the list has a row.
        actions={manages ? <EnrolAgentDialog environments={environments} enrol={createEnrolmentAction} /> : null}
      />
      {agents.length ? (
        <AgentsTable agents={agents} {...(manages ? { revoke: revokeAgentAction } : {})} />
      ) : (
        <EmptyState icon={<Server />} title="No agent yet">
          An agent on a host of yours runs what must stay there. An admin of the tenant enrols it, here or with{' '}
          <code>barecount agent enrol NAME --env dev</code>, and gets the command that starts it.
        </EmptyState>
      )}
      <LoadMore next={next} />
    </>
  )
}

import type { Metadata } from 'next'
import { Decision } from '#components/approvals/decision.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { pageActor } from '#lib/auth/page-actor.ts'
import { orNotFound } from '#lib/http/or-not-found.ts'
import { readDecision } from '#lib/inbox/read-decision.ts'
import { beginVoteAction, voteAction } from '../actions.ts'

export const metadata: Metadata = { title: 'Approval' }

type Props = { params: Promise<{ approvalId: string }> }

export default async function ApprovalPage({ params }: Props) {
  const actor = await pageActor('approval:read')
  const view = await orNotFound(readDecision(actor, (await params).approvalId))
  return (
    <div className="mx-auto max-w-6xl">
      <Decision
        view={view}
        acts={{ vote: voteAction, begin: beginVoteAction }}
        heading={<PageHeader title={view.request.summary} crumbs={[{ label: 'Approvals', href: '/approvals' }]} />}
      />
    </div>
  )
}

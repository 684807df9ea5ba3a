import type { Metadata } from 'next'
import { DecideForm } from '#components/approvals/decide-form.tsx'
import { DecisionSections } from '#components/approvals/decision-sections.tsx'
import { VerdictStrip } from '#components/approvals/verdict-strip.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { decisionFacts } from '#lib/approvals/decision-facts.ts'
import { pageActor } from '#lib/auth/page-actor.ts'
import { orNotFound } from '#lib/http/or-not-found.ts'
import { decideAction } from '../actions.ts'

export const metadata: Metadata = { title: 'Approval' }

type Props = { params: Promise<{ approvalId: string }> }

export default async function ApprovalPage({ params }: Props) {
  const actor = await pageActor('approval:read')
  const facts = await orNotFound(decisionFacts(actor, (await params).approvalId))
  const { approval, requester } = facts
  const why = facts.live ? `Version ${facts.live.version} runs there now.` : 'Nothing of this manifest runs there yet.'
  return (
    <>
      <PageHeader
        title={approval.summary}
        crumbs={[{ label: 'Approvals', href: '/approvals' }]}
        description={`${requester} asks for it. ${why}`}
      />
      <VerdictStrip policy={facts.policy} cost={facts.cost} scan={facts.scan} signed={facts.signed} />
      <DecisionSections facts={facts} />
      {approval.status === 'open' ? (
        <DecideForm
          approvalId={approval.id}
          conflict={approval.conflict}
          given={approval.stand.required - approval.stand.missing}
          required={approval.required}
          decide={decideAction}
        />
      ) : null}
    </>
  )
}

import { Hand } from 'lucide-react'
import type { Metadata } from 'next'
import { ApprovalsTable } from '#components/approvals/approvals-table.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { LoadMore } from '#components/ui/load-more.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { QueryTabs } from '#components/ui/query-tabs.tsx'
import { listApprovals } from '#lib/approvals/queries.ts'
import { approvalStatus } from '#lib/approvals/schema.ts'
import { pageActor } from '#lib/auth/page-actor.ts'
import { readSearch } from '#lib/http/search-params.ts'

export const metadata: Metadata = { title: 'Approvals' }

type Props = { searchParams: Promise<Record<string, string>> }

export default async function ApprovalsPage({ searchParams }: Props) {
  const actor = await pageActor('approval:read')
  const asked = await readSearch(searchParams)
  const status = approvalStatus.safeParse(asked.status).data ?? 'open'
  const { approvals, next } = await listApprovals(actor, { status, cursor: asked.cursor })
  return (
    <>
      <PageHeader title="Approvals" description="What people asked for and others must decide." />
      <QueryTabs
        label="Which requests"
        param="status"
        tabs={[
          { value: '', label: 'Waiting' },
          { value: 'approved', label: 'Approved' },
          { value: 'rejected', label: 'Rejected' },
          { value: 'executed', label: 'Carried out' },
          { value: 'superseded', label: 'Superseded' },
          { value: 'voided', label: 'Voided' },
          { value: 'expired', label: 'Expired' },
          { value: 'withdrawn', label: 'Withdrawn' },
        ]}
      />
      {approvals.length ? (
        <ApprovalsTable rows={approvals} />
      ) : (
        <EmptyState
          icon={<Hand />}
          title={status === 'open' ? 'Nothing waits for a decision' : `No request was ${status}`}
        >
          A deployment to an environment that asks for approval, such as prod, makes a request here.
        </EmptyState>
      )}
      <LoadMore next={next} />
    </>
  )
}

import { Scale } from 'lucide-react'
import type { Metadata } from 'next'
import { GrantWaiverDialog } from '#components/findings/grant-waiver-dialog.tsx'
import { WaiversTable } from '#components/findings/waivers-table.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { LoadMore } from '#components/ui/load-more.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { may } from '#lib/auth/authorise.ts'
import { pageActor } from '#lib/auth/page-actor.ts'
import { listWaivers } from '#lib/findings/list-waivers.ts'
import { readSearch } from '#lib/http/search-params.ts'
import { grantWaiverAction, revokeWaiverAction } from '../actions.ts'

export const metadata: Metadata = { title: 'Licence waivers' }

type Props = { searchParams: Promise<{ cursor?: string }> }

export default async function WaiversPage({ searchParams }: Props) {
  const actor = await pageActor('artifact:read')
  const { cursor } = await readSearch(searchParams)
  const { waivers, next } = await listWaivers(actor, { cursor })
  const mayDecide = may(actor, 'finding:decide')
  return (
    <>
      <PageHeader
        title="Licence waivers"
        description="Leave to ship a component under a licence that is not on the list, until a day that is set."
        actions={mayDecide ? <GrantWaiverDialog grant={grantWaiverAction} /> : null}
      />
      {waivers.length ? (
        <WaiversTable rows={waivers} {...(mayDecide ? { revoke: revokeWaiverAction } : {})} />
      ) : (
        <EmptyState icon={<Scale />} title="No licence is waived">
          An approver waives a licence for one component, with a reason and an end; the deploy gate then lets it through
          until that end.
        </EmptyState>
      )}
      <LoadMore next={next} />
    </>
  )
}

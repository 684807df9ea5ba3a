import type { Metadata } from 'next'
import { AddMemberDialog } from '#components/tenancy/add-member-dialog.tsx'
import { MembersTable } from '#components/tenancy/members-table.tsx'
import { LoadMore } from '#components/ui/load-more.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { may } from '#lib/auth/authorise.ts'
import { pageActor } from '#lib/auth/page-actor.ts'
import { readSearch } from '#lib/http/search-params.ts'
import { listMembers } from '#lib/tenancy/queries.ts'
import { addMemberAction, changeMemberAction, removeMemberAction } from '../actions.ts'

export const metadata: Metadata = { title: 'Members' }

type Props = { searchParams: Promise<{ cursor?: string }> }

export default async function MembersPage({ searchParams }: Props) {
  const actor = await pageActor('member:read')
  const { members, next } = await listMembers(actor, await readSearch(searchParams))
  const mayChange = may(actor, 'member:write')
  return (
    <>
      <PageHeader
        title="Members"
        description="Who works in this tenant, and what they may do. Nobody approves what they requested, edited or own."
        actions={mayChange ? <AddMemberDialog add={addMemberAction} /> : null}
      />
      <MembersTable
        members={members}
        acts={mayChange ? { change: changeMemberAction, remove: removeMemberAction } : undefined}
      />
      <LoadMore next={next} />
    </>
  )
}

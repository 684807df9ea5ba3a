import { Plane, Users } from 'lucide-react'
import type { Metadata } from 'next'
import { GroupsTable } from '#components/approver-groups/groups-table.tsx'
import { SaveGroupDialog } from '#components/approver-groups/save-group-dialog.tsx'
import { DelegateDialog } from '#components/delegations/delegate-dialog.tsx'
import { DelegationsTable } from '#components/delegations/delegations-table.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { LoadMore } from '#components/ui/load-more.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { Section } from '#components/ui/section.tsx'
import { listGroups } from '#lib/approver-groups/queries.ts'
import { may } from '#lib/auth/authorise.ts'
import { pageActor } from '#lib/auth/page-actor.ts'
import { delegationState } from '#lib/delegations/delegation-state.ts'
import { listDelegations } from '#lib/delegations/queries.ts'
import { readSearch } from '#lib/http/search-params.ts'
import { delegateAction, endDelegationAction, removeGroupAction, saveGroupAction } from './actions.ts'

export const metadata: Metadata = { title: 'Groups' }

type Props = { searchParams: Promise<{ cursor?: string; before?: string }> }

export default async function GroupsPage({ searchParams }: Props) {
  const actor = await pageActor('approval:read')
  const { cursor, before } = await readSearch(searchParams)
  const [{ groups, next }, delegated] = await Promise.all([
    listGroups(actor, { cursor }),
    listDelegations(actor, { cursor: before }),
  ])
  const manages = may(actor, 'group:manage')
  const now = new Date()
  const rows = delegated.delegations.map((row) => ({
    ...row,
    state: delegationState(row, now),
    mine: row.fromId === actor.userId || may(actor, 'member:write'),
  }))
  return (
    <>
      <PageHeader
        title="Groups"
        description="People that rules ask for by name, and who decides for whom while they are away."
        actions={manages ? <SaveGroupDialog save={saveGroupAction} /> : null}
      />
      {groups.length ? (
        <GroupsTable rows={groups} acts={manages ? { save: saveGroupAction, remove: removeGroupAction } : undefined} />
      ) : (
        <EmptyState icon={<Users />} title="There is no group">
          A rule may ask for the people of a group, such as group:payments. An admin makes it here.
        </EmptyState>
      )}
      <LoadMore next={next} />
      <Section
        title="While away"
        description="Somebody who decides may have another do so on their behalf. It hands on no role."
        actions={may(actor, 'delegation:manage') ? <DelegateDialog delegate={delegateAction} /> : null}
      >
        {rows.length ? (
          <DelegationsTable rows={rows} end={endDelegationAction} />
        ) : (
          <EmptyState icon={<Plane />} title="Nobody is away">
            What somebody delegates shows here, with how long it holds.
          </EmptyState>
        )}
        <LoadMore next={delegated.next} param="before" />
      </Section>
    </>
  )
}

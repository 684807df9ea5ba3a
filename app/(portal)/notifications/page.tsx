import { Bell } from 'lucide-react'
import type { Metadata } from 'next'
import { MarkAllRead } from '#components/notifications/mark-all-read.tsx'
import { NotificationsTable } from '#components/notifications/notifications-table.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { LoadMore } from '#components/ui/load-more.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { QueryTabs } from '#components/ui/query-tabs.tsx'
import { pageActor } from '#lib/auth/page-actor.ts'
import { readSearch } from '#lib/http/search-params.ts'
import { listNotifications } from '#lib/notifications/queries.ts'
import { markReadAction } from './actions.ts'

export const metadata: Metadata = { title: 'Notifications' }

type Props = { searchParams: Promise<{ cursor?: string; unread?: string }> }

export default async function NotificationsPage({ searchParams }: Props) {
  const actor = await pageActor('artifact:read')
  const { cursor, unread: only } = await readSearch(searchParams)
  const asked = { cursor, ...(only ? { unread: 'yes' as const } : {}) }
  const { notifications, next, unread } = await listNotifications(actor, asked)
  return (
    <>
      <PageHeader
        title="Notifications"
        description="What you should know without looking for it, in this tenant."
        actions={unread ? <MarkAllRead mark={markReadAction} /> : null}
      />
      <QueryTabs
        label="Notifications"
        param="unread"
        tabs={[
          { value: '', label: 'All' },
          { value: 'yes', label: 'Unread' },
        ]}
      />
      {notifications.length ? (
        <NotificationsTable rows={notifications} mark={markReadAction} />
      ) : (
        <EmptyState icon={<Bell />} title={only ? 'You have read everything' : 'Nothing yet'}>
          When something that runs would no longer be deployed, or what was accepted ends, you are told here.
        </EmptyState>
      )}
      <LoadMore next={next} />
    </>
  )
}

import { Bell, Settings2 } from 'lucide-react'
import type { Metadata } from 'next'
import { MarkAllRead } from '#components/notifications/mark-all-read.tsx'
import { NotificationFilters as Filters } from '#components/notifications/notification-filters.tsx'
import { NotificationsTable } from '#components/notifications/notifications-table.tsx'
import { ButtonLink } from '#components/ui/button.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { LoadMore } from '#components/ui/load-more.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { pageActor } from '#lib/auth/page-actor.ts'
import { readSearch } from '#lib/http/search-params.ts'
import { listNotifications } from '#lib/notifications/queries.ts'
import { type NotificationFilters, notificationFilters } from '#lib/notifications/schema.ts'
import { markReadAction } from './actions.ts'

export const metadata: Metadata = { title: 'Notifications' }

type Props = { searchParams: Promise<Record<string, string>> }

export default async function NotificationsPage({ searchParams }: Props) {
  const actor = await pageActor('artifact:read')
  const { cursor, ...asked } = await readSearch(searchParams)
  const filters = notificationFilters.safeParse(asked).data ?? {}
  const { notifications, next, unread } = await listNotifications(actor, { ...filters, cursor })
  return (
    <>
      <PageHeader
        title="Notifications"
        description="What you should know without looking for it, in this tenant."
        actions={
          <>
            {unread ? <MarkAllRead mark={markReadAction} /> : null}
            <ButtonLink href="/settings/notifications" icon={<Settings2 aria-hidden />}>
              Choose what is mailed
            </ButtonLink>
          </>
        }
      />
      <Filters />
      {notifications.length ? (
        <NotificationsTable rows={notifications} mark={markReadAction} />
      ) : (
        <EmptyState icon={<Bell />} title={empty(filters)}>
          {filters.kind
            ? 'Look at every kind.'
            : 'What waits for you, was decided, ends, or fails without anybody looking is told here.'}
        </EmptyState>
      )}
      <LoadMore next={next} />
    </>
  )
}

function empty({ unread, kind }: NotificationFilters): string {
  if (unread) return kind ? 'You have read all of this kind' : 'You have read everything'
  return kind ? 'Nothing of this kind' : 'Nothing yet'
}

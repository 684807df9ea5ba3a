import { pageQuery, route } from '#lib/http/route.ts'
import { listNotifications } from '#lib/notifications/queries.ts'
import { notificationFilters } from '#lib/notifications/schema.ts'

export const GET = route({
  summary: 'One’s own notifications, newest first, and how many are unread',
  permission: 'artifact:read',
  query: pageQuery.extend(notificationFilters.shape),
  handler: (actor, { query }) => listNotifications(actor, query),
})

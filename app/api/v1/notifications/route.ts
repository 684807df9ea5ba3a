import { z } from 'zod'
import { pageQuery, route } from '#lib/http/route.ts'
import { listNotifications } from '#lib/notifications/queries.ts'

export const GET = route({
  summary: 'One’s own notifications, newest first, and how many are unread',
  permission: 'artifact:read',
  query: pageQuery.extend({ unread: z.enum(['yes']).optional() }),
  handler: (actor, { query }) => listNotifications(actor, query),
})

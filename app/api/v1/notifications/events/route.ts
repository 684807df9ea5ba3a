import { actorOfRequest } from '#lib/auth/request-actor.ts'
import { route } from '#lib/http/route.ts'
import { eventStream } from '#lib/live/server-sent-events.ts'
import { followNotifications } from '#lib/notifications/follow-notifications.ts'

export const GET = route({
  summary: 'How many notifications are unread, as that changes (server-sent events)',
  permission: 'artifact:read',
  handler: async (actor, { request, signal }) =>
    eventStream(
      followNotifications(actor, () => actorOfRequest(request), signal),
      signal,
    ),
})

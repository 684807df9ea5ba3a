import { actorOfRequest } from '#lib/auth/request-actor.ts'
import { route } from '#lib/http/route.ts'
import { eventStream } from '#lib/live/server-sent-events.ts'
import { followBoard } from '#lib/promotions/follow-board.ts'

export const GET = route({
  summary: 'That the promotion board changed, whenever it does (server-sent events)',
  permission: 'runner:read',
  handler: async (actor, { request, signal }) =>
    eventStream(
      followBoard(actor, () => actorOfRequest(request), signal),
      signal,
    ),
})

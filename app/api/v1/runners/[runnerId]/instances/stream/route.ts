import { z } from 'zod'
import { actorOfRequest } from '#lib/auth/request-actor.ts'
import { getRunner } from '#lib/catalog/queries.ts'
import { route } from '#lib/http/route.ts'
import { followLog } from '#lib/live/follow-log.ts'
import { eventStream } from '#lib/live/server-sent-events.ts'
import { listInstances } from '#lib/provisioning/instances/queries.ts'

export const GET = route({
  summary: 'The newest containers or hosts of a runner as they change (server-sent events)',
  permission: 'runner:read',
  params: z.object({ runnerId: z.string() }),
  handler: async (actor, { params, request, signal }) => {
    const { id } = await getRunner(actor, params.runnerId)
    // Asked again each time: who was signed out or removed meanwhile sees no more.
    const look = async () => ({ state: await listInstances(await actorOfRequest(request), id), ended: false })
    return eventStream(followLog(actor, id, 0n, look, signal), signal)
  },
})

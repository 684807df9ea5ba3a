import { z } from 'zod'
import { getRunner } from '#lib/catalog/queries.ts'
import { route } from '#lib/http/route.ts'
import { admitAgain } from '#lib/live/admit-again.ts'
import { followLog } from '#lib/live/follow-log.ts'
import { eventStream } from '#lib/live/server-sent-events.ts'
import { listInstances } from '#lib/provisioning/instances/queries.ts'

export const GET = route({
  summary: 'The newest containers or hosts of a runner as they change (server-sent events)',
  permission: 'runner:read',
  params: z.object({ runnerId: z.string() }),
  handler: async (actor, { params, request, signal }) => {
    const { id } = await getRunner(actor, params.runnerId)
    const read = async () => ({ state: await listInstances(actor, id), ended: false })
    const admit = admitAgain(request, actor, 'runner:read')
    return eventStream(followLog(actor, id, 0n, { admit, read }, signal), signal)
  },
})

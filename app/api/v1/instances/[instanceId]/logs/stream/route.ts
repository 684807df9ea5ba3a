import { z } from 'zod'
import { route } from '#lib/http/route.ts'
import { admitAgain } from '#lib/live/admit-again.ts'
import { followLog } from '#lib/live/follow-log.ts'
import { logPosition, positionOf } from '#lib/live/log-position.ts'
import { eventStream } from '#lib/live/server-sent-events.ts'
import { isAlive } from '#lib/provisioning/instances/instance-words.ts'
import { getInstance } from '#lib/provisioning/instances/queries.ts'

export const GET = route({
  summary: 'State and log of a container or host as they grow (server-sent events)',
  permission: 'runner:read',
  params: z.object({ instanceId: z.string() }),
  query: z.object({ after: logPosition }),
  handler: async (actor, { params, query, request, signal }) => {
    const id = params.instanceId
    await getInstance(actor, id)
    const after = positionOf(request, query.after)
    const read = async () => {
      const state = await getInstance(actor, id)
      return { state, ended: !isAlive(state.status) }
    }
    const admit = admitAgain(request, actor, 'runner:read')
    return eventStream(followLog(actor, id, after, { admit, read }, signal), signal)
  },
})

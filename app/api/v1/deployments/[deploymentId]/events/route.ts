import { z } from 'zod'
import { route } from '#lib/http/route.ts'
import { admitAgain } from '#lib/live/admit-again.ts'
import { followLog } from '#lib/live/follow-log.ts'
import { logPosition, positionOf } from '#lib/live/log-position.ts'
import { eventStream } from '#lib/live/server-sent-events.ts'
import { getDeployment } from '#lib/provisioning/queries.ts'
import { openStatuses } from '#lib/provisioning/stage-names.ts'

export const GET = route({
  summary: 'State and log of a deployment as they grow (server-sent events)',
  permission: 'deployment:read',
  params: z.object({ deploymentId: z.string() }),
  query: z.object({ after: logPosition }),
  handler: async (actor, { params, query, request, signal }) => {
    const id = params.deploymentId
    await getDeployment(actor, id)
    const after = positionOf(request, query.after)
    const read = async () => {
      const state = await getDeployment(actor, id)
      return { state, ended: !openStatuses.some((status) => status === state.status) }
    }
    const admit = admitAgain(request, actor, 'deployment:read')
    return eventStream(followLog(actor, id, after, { admit, read }, signal), signal)
  },
})

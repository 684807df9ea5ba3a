import { z } from 'zod'
import { route } from '#lib/http/route.ts'
import { admitAgain } from '#lib/live/admit-again.ts'
import { followLog } from '#lib/live/follow-log.ts'
import { logPosition, positionOf } from '#lib/live/log-position.ts'
import { eventStream } from '#lib/live/server-sent-events.ts'
import { getRun } from '#lib/runs/queries.ts'
import { isOver } from '#lib/runs/states.ts'

export const GET = route({
  summary: 'State and log of a run as they grow (server-sent events)',
  permission: 'run:read',
  params: z.object({ runId: z.string() }),
  query: z.object({ after: logPosition }),
  handler: async (actor, { params, query, request, signal }) => {
    const id = params.runId
    await getRun(actor, id)
    const after = positionOf(request, query.after)
    const read = async () => {
      const state = await getRun(actor, id)
      return { state, ended: isOver(state.status) }
    }
    const admit = admitAgain(request, actor, 'run:read')
    return eventStream(followLog(actor, id, after, { admit, read }, signal), signal)
  },
})

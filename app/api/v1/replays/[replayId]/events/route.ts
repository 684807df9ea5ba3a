import { z } from 'zod'
import { route } from '#lib/http/route.ts'
import { admitAgain } from '#lib/live/admit-again.ts'
import { eventStream } from '#lib/live/server-sent-events.ts'
import { followReplay } from '#lib/replays/follow-replay.ts'
import { getReplay } from '#lib/replays/queries.ts'

export const GET = route({
  summary: 'How a replay stands, whenever it moves (server-sent events)',
  permission: 'run:read',
  params: z.object({ replayId: z.string().max(40) }),
  handler: async (actor, { params, request, signal }) => {
    await getReplay(actor, params.replayId)
    const admit = admitAgain(request, actor, 'run:read')
    return eventStream(followReplay(actor, params.replayId, admit, signal), signal)
  },
})

import { z } from 'zod'
import { route } from '#lib/http/route.ts'
import { stopReplayInput } from '#lib/replays/schema.ts'
import { stopReplay } from '#lib/replays/stop-replay.ts'

export const POST = route({
  summary: 'End a replay: no token of it begins any more',
  permission: 'run:start',
  params: z.object({ replayId: z.string().max(40) }),
  body: stopReplayInput.omit({ id: true }),
  handler: (actor, { params, body }) => stopReplay(actor, { id: params.replayId, ...body }),
})

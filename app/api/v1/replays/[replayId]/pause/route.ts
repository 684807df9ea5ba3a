import { z } from 'zod'
import { route } from '#lib/http/route.ts'
import { pauseReplay } from '#lib/replays/pause-replay.ts'
import { pauseReplayInput } from '#lib/replays/schema.ts'

export const POST = route({
  summary: 'Let no more tokens of a replay begin until it is resumed',
  permission: 'run:start',
  params: z.object({ replayId: z.string().max(40) }),
  body: pauseReplayInput.omit({ id: true }),
  handler: (actor, { params, body }) => pauseReplay(actor, { id: params.replayId, ...body }),
})

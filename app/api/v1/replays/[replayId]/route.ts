import { z } from 'zod'
import { route } from '#lib/http/route.ts'
import { getReplay } from '#lib/replays/queries.ts'

export const GET = route({
  summary: 'One replay: its rehearsal, and how its tokens stand now',
  permission: 'run:read',
  params: z.object({ replayId: z.string().max(40) }),
  handler: (actor, { params }) => getReplay(actor, params.replayId),
})

import { z } from 'zod'
import { route } from '#lib/http/route.ts'
import { resumeReplay } from '#lib/replays/resume-replay.ts'

export const POST = route({
  summary: 'Go on with a paused replay; after a canary that held it, regardless',
  permission: 'run:start',
  params: z.object({ replayId: z.string().max(40) }),
  handler: (actor, { params }) => resumeReplay(actor, { id: params.replayId }),
})

import { z } from 'zod'
import { route } from '#lib/http/route.ts'
import { resumeRuns } from '#lib/pauses/resume-runs.ts'

export const POST = route({
  summary: 'End a pause; answers what it had let go and kept waiting',
  permission: 'run:pause',
  params: z.object({ pauseId: z.string() }),
  handler: (actor, { params }) => resumeRuns(actor, params.pauseId),
})

import { z } from 'zod'
import { route } from '#lib/http/route.ts'
import { cancelRun } from '#lib/runs/cancel-run.ts'

export const POST = route({
  summary: 'Cancel a run that waits or runs',
  permission: 'run:cancel',
  params: z.object({ runId: z.string() }),
  status: 202,
  handler: (actor, { params }) => cancelRun(actor, params.runId),
})

import { z } from 'zod'
import { route } from '#lib/http/route.ts'
import { getRun } from '#lib/runs/queries.ts'

export const GET = route({
  summary: 'A run with its input, result, measured use and isolation',
  permission: 'run:read',
  params: z.object({ runId: z.string() }),
  handler: (actor, { params }) => getRun(actor, params.runId),
})

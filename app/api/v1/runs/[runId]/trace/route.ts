import { z } from 'zod'
import { route } from '#lib/http/route.ts'
import { readTrace } from '#lib/telemetry/read-trace.ts'

export const GET = route({
  summary: 'Trace of a run: its waits, attempts and their parts, in the order of a waterfall',
  permission: 'run:read',
  params: z.object({ runId: z.string() }),
  handler: (actor, { params }) => readTrace(actor, params.runId),
})

import { z } from 'zod'
import { route } from '#lib/http/route.ts'
import { whyItWaits } from '#lib/runs/why-it-waits.ts'

export const GET = route({
  summary: 'Why a run has not begun, in sentences; none when it does not wait',
  permission: 'run:read',
  params: z.object({ runId: z.string() }),
  handler: async (actor, { params }) => ({ why: (await whyItWaits(actor, params.runId)) ?? [] }),
})

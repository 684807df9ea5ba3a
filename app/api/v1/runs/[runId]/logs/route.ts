import { z } from 'zod'
import { route } from '#lib/http/route.ts'
import { logPosition } from '#lib/live/log-position.ts'
import { readRunLog } from '#lib/runs/queries.ts'

export const GET = route({
  summary: 'Log of a run or of one attempt, in chunks; ask again with `after` set to the last `seq`',
  permission: 'run:read',
  params: z.object({ runId: z.string() }),
  query: z.object({ after: logPosition, attempt: z.coerce.number().int().min(1).optional() }),
  handler: async (actor, { params, query }) => {
    const chunks = await readRunLog(actor, params.runId, query.after, query.attempt)
    return { chunks: chunks.map((chunk) => ({ ...chunk, seq: String(chunk.seq) })) }
  },
})

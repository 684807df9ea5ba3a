import { z } from 'zod'
import { route } from '#lib/http/route.ts'
import { logPosition } from '#lib/live/log-position.ts'
import { readInstanceLog } from '#lib/provisioning/instances/queries.ts'

export const GET = route({
  summary: 'Log of a container or host, in chunks; ask again with `after` set to the last `seq`',
  permission: 'runner:read',
  params: z.object({ instanceId: z.string() }),
  query: z.object({ after: logPosition }),
  handler: async (actor, { params, query }) => {
    const chunks = await readInstanceLog(actor, params.instanceId, query.after)
    return { chunks: chunks.map((chunk) => ({ ...chunk, seq: String(chunk.seq) })) }
  },
})

import { z } from 'zod'
import { route } from '#lib/http/route.ts'
import { replayReport } from '#lib/replays/replay-report.ts'

const types = { csv: 'text/csv; charset=utf-8', json: 'application/json' } as const

export const GET = route({
  summary: 'The reconciliation of a replay token by token, as a file',
  permission: 'run:read',
  params: z.object({ replayId: z.string().max(40) }),
  query: z.object({ format: z.enum(['csv', 'json']).default('json') }),
  handler: async (actor, { params, query }) =>
    new Response(await replayReport(actor, params.replayId, query.format), {
      headers: {
        'content-type': types[query.format],
        'content-disposition': `attachment; filename="${params.replayId}.${query.format}"`,
        'cache-control': 'no-store',
      },
    }),
})

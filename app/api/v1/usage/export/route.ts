import { Readable } from 'node:stream'
import { route } from '#lib/http/route.ts'
import { exportUsage } from '#lib/usage/export-usage.ts'
import { exportQuery } from '#lib/usage/schema.ts'

export const GET = route({
  summary: 'A month as CSV: a line a day of each runner, or a line a run, with the tags it is accounted under',
  permission: 'cost:read',
  query: exportQuery,
  handler: async (actor, { query }) => {
    const { filename, lines } = await exportUsage(actor, query)
    return new Response(Readable.toWeb(Readable.from(lines)) as ReadableStream, {
      headers: {
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': `attachment; filename="${filename}"`,
        'cache-control': 'no-store',
      },
    })
  },
})

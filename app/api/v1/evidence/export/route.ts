import { Readable } from 'node:stream'
import { exportPack } from '#lib/evidence/pack/export-pack.ts'
import { evidenceFilters } from '#lib/evidence/schema.ts'
import { route } from '#lib/http/route.ts'

export const GET = route({
  summary: 'A zip of the evidence that proves itself offline: all, or what the filters leave',
  permission: 'evidence:export',
  query: evidenceFilters,
  handler: async (actor, { query }) => {
    const { filename, stream } = await exportPack(actor, query)
    return new Response(Readable.toWeb(stream) as ReadableStream, {
      headers: {
        'content-type': 'application/zip',
        'content-disposition': `attachment; filename="${filename}"`,
        'cache-control': 'no-store',
      },
    })
  },
})

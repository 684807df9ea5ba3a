import { z } from 'zod'
import { pageQuery, route } from '#lib/http/route.ts'
import { listVersions } from '#lib/manifests/queries.ts'

export const GET = route({
  summary: 'Versions of a manifest, newest first',
  permission: 'manifest:read',
  params: z.object({ manifestId: z.string() }),
  query: pageQuery,
  handler: (actor, { params, query }) => listVersions(actor, params.manifestId, query),
})

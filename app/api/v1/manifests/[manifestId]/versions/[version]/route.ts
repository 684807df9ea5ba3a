import { z } from 'zod'
import { route } from '#lib/http/route.ts'
import { getVersion } from '#lib/manifests/queries.ts'

export const GET = route({
  summary: 'One version: as JSON, or the manifest itself with format=yaml',
  permission: 'manifest:read',
  params: z.object({ manifestId: z.string(), version: z.coerce.number().int().min(1).max(2_147_483_647) }),
  query: z.object({ format: z.enum(['json', 'yaml']).default('json') }),
  handler: async (actor, { params, query }) => {
    const version = await getVersion(actor, params)
    if (query.format === 'json') return version
    return new Response(version.text, {
      headers: {
        'content-type': 'application/yaml; charset=utf-8',
        'content-disposition': `attachment; filename="${version.manifest.name}-v${version.version}.yaml"`,
        'x-content-type-options': 'nosniff',
      },
    })
  },
})

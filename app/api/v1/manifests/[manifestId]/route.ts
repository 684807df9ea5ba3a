import { z } from 'zod'
import { route } from '#lib/http/route.ts'
import { archiveManifest } from '#lib/manifests/archive-manifest.ts'
import { getManifest } from '#lib/manifests/queries.ts'

const params = z.object({ manifestId: z.string() })

export const GET = route({
  summary: 'One manifest with its latest version and where it runs',
  permission: 'manifest:read',
  params,
  handler: (actor, call) => getManifest(actor, call.params.manifestId),
})

export const DELETE = route({
  summary: 'Archive a manifest; its versions and evidence stay',
  permission: 'manifest:write',
  params,
  handler: (actor, call) => archiveManifest(actor, call.params.manifestId),
})

import { pageQuery, route } from '#lib/http/route.ts'
import { listManifests } from '#lib/manifests/queries.ts'
import { manifestFilters, submission } from '#lib/manifests/schema.ts'
import { submitManifest } from '#lib/manifests/submit-manifest.ts'

export const GET = route({
  summary: 'Manifests of the tenant, last changed first',
  permission: 'manifest:read',
  query: pageQuery.extend(manifestFilters.shape),
  handler: (actor, { query }) => listManifests(actor, query),
})

export const POST = route({
  summary: 'Submit a manifest as a new version',
  permission: 'manifest:write',
  body: submission,
  status: 201,
  handler: (actor, { body }) => submitManifest(actor, body),
})

import { getArtifact } from '#lib/artifacts/queries.ts'
import { artifactParams } from '#lib/artifacts/schema.ts'
import { route } from '#lib/http/route.ts'

export const GET = route({
  summary: 'One artifact by id or digest: components, findings, statements, where it runs',
  permission: 'artifact:read',
  params: artifactParams,
  handler: (actor, { params }) => getArtifact(actor, params.artifactId),
})

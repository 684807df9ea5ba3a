import { getSbom } from '#lib/artifacts/queries.ts'
import { artifactParams } from '#lib/artifacts/schema.ts'
import { route } from '#lib/http/route.ts'

export const GET = route({
  summary: 'The latest SBOM of an artifact, CycloneDX 1.6 JSON',
  permission: 'artifact:read',
  params: artifactParams,
  handler: async (actor, { params }) =>
    new Response(JSON.stringify(await getSbom(actor, params.artifactId), null, 2), {
      headers: {
        'content-type': 'application/vnd.cyclonedx+json; version=1.6',
        'content-disposition': `attachment; filename="${params.artifactId}.cdx.json"`,
      },
    }),
})

import { getAttestation } from '#lib/artifacts/queries.ts'
import { attestationParams } from '#lib/artifacts/schema.ts'
import { route } from '#lib/http/route.ts'

export const GET = route({
  summary: 'One signed statement about an artifact, as a Sigstore bundle',
  permission: 'artifact:read',
  params: attestationParams,
  handler: async (actor, { params }) => {
    const { bundle } = await getAttestation(actor, params.artifactId, params.attestationId)
    return new Response(JSON.stringify(bundle), {
      headers: {
        'content-type': 'application/vnd.dev.sigstore.bundle.v0.3+json',
        'content-disposition': `attachment; filename="${params.attestationId}.sigstore.json"`,
      },
    })
  },
})

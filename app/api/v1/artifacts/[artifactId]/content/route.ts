import { Readable } from 'node:stream'
import { streamBlob } from '#lib/artifacts/blobs.ts'
import { getArtifact } from '#lib/artifacts/queries.ts'
import { artifactParams } from '#lib/artifacts/schema.ts'
import { route } from '#lib/http/route.ts'

export const GET = route({
  summary: 'The bytes of an artifact, as its digest names them',
  permission: 'artifact:read',
  params: artifactParams,
  handler: async (actor, { params }) => {
    const { digest, sizeBytes } = await getArtifact(actor, params.artifactId)
    return new Response(Readable.toWeb(streamBlob(digest)) as ReadableStream, {
      headers: {
        'content-type': 'application/zip',
        'content-length': String(sizeBytes),
        'content-disposition': `attachment; filename="${digest.slice(7, 19)}.zip"`,
      },
    })
  },
})

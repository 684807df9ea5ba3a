import { Readable } from 'node:stream'
import { streamBlob } from '#lib/artifacts/blobs.ts'
import { layoutStream } from '#lib/artifacts/oci/export-layout.ts'
import { downloadName } from '#lib/artifacts/outside-commands.ts'
import { getArtifact } from '#lib/artifacts/queries.ts'
import { artifactParams } from '#lib/artifacts/schema.ts'
import { route } from '#lib/http/route.ts'

export const GET = route({
  summary: 'The bytes of an artifact: a zip as its digest names it, an image as a tar archive of an OCI layout',
  permission: 'artifact:read',
  params: artifactParams,
  handler: async (actor, { params }) => {
    const { digest, kind, sizeBytes } = await getArtifact(actor, params.artifactId)
    const disposition = { 'content-disposition': `attachment; filename="${downloadName(kind, digest)}"` }
    if (kind === 'image' || kind === 'golden_image') {
      const layout = Readable.toWeb(await layoutStream(digest)) as ReadableStream
      return new Response(layout, { headers: { 'content-type': 'application/x-tar', ...disposition } })
    }
    return new Response(Readable.toWeb(streamBlob(digest)) as ReadableStream, {
      headers: { 'content-type': 'application/zip', 'content-length': String(sizeBytes), ...disposition },
    })
  },
})

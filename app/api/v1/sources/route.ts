import { Readable } from 'node:stream'
import type { ReadableStream as NodeStream } from 'node:stream/web'
import { MAX_SOURCE_BYTES, sourceQuery } from '#lib/artifacts/schema.ts'
import { uploadSource } from '#lib/artifacts/upload-source.ts'
import { BareCountError } from '#lib/errors.ts'
import { route } from '#lib/http/route.ts'

export const POST = route({
  summary: 'Upload a zip or git bundle to build from; its digest names it',
  permission: 'source:upload',
  query: sourceQuery,
  bytes: { contentType: 'application/zip' },
  status: 201,
  handler: (actor, { query, request }) => {
    // Refused before a byte is read, where the sender says how much it is.
    if (Number(request.headers.get('content-length') ?? 0) > MAX_SOURCE_BYTES) {
      throw new BareCountError('payload_too_large', 'A source may have 50 MiB at most.')
    }
    if (!request.body) throw new BareCountError('invalid_input', 'The request has no body.')
    // Streamed: fifty uploads at once must not be fifty times 50 MiB of memory.
    const content = Readable.fromWeb(request.body as NodeStream<Uint8Array>)
    return uploadSource(actor, { filename: query.filename ?? 'source', content })
  },
})

import { Readable } from 'node:stream'
import type { ReadableStream as NodeStream } from 'node:stream/web'
import { z } from 'zod'
import { importAdvisories } from '#lib/advisories/import-advisories.ts'
import { listAdvisorySources } from '#lib/advisories/queries.ts'
import { withReceivedFile } from '#lib/advisories/receive-file.ts'
import { importQuery, importResultSchema, MAX_ADVISORY_FILE_BYTES } from '#lib/advisories/schema.ts'
import { BareCountError } from '#lib/errors.ts'
import { route } from '#lib/http/route.ts'

export const GET = route({
  summary: 'Where the vulnerability data comes from, and how recent it is',
  permission: 'artifact:read',
  response: z.object({ sources: z.array(z.looseObject({ id: z.string(), name: z.string() })) }),
  handler: async (actor) => ({ sources: await listAdvisorySources(actor) }),
})

export const POST = route({
  summary: 'Import a zip of OSV records into a source; the same file again changes nothing',
  permission: 'advisory:import',
  query: importQuery,
  bytes: { contentType: 'application/zip' },
  response: importResultSchema,
  handler: (actor, { query, request }) => {
    // Refused before a byte is read, where the sender says how much it is.
    if (Number(request.headers.get('content-length') ?? 0) > MAX_ADVISORY_FILE_BYTES) {
      throw new BareCountError('payload_too_large', 'A file of advisories may have 2 GiB at most.')
    }
    if (!request.body) throw new BareCountError('invalid_input', 'The request has no body.')
    const content = Readable.fromWeb(request.body as NodeStream<Uint8Array>)
    return withReceivedFile(content, (file) => importAdvisories(actor, { ...query, file }))
  },
})

import { createReadStream } from 'node:fs'
import { Readable } from 'node:stream'
import { blobPath, streamBlob } from '../../artifacts/blobs.ts'
import { db } from '../../db/client.ts'
import type { Repository } from './answer-registry.ts'
import { apiVersion, registryRefusal } from './registry-refusal.ts'

/** A blob as it streams from the disk, or the part of it that is asked for: layers are never held in memory. */
export async function giveBlob(request: Request, repository: Repository, digest: string): Promise<Response> {
  const blob = await db.imageBlob.findFirst({ where: { ...repository, digest }, select: { sizeBytes: true } })
  if (!blob) return registryRefusal('BLOB_UNKNOWN', `There is no blob ${digest} in this repository.`)
  const size = Number(blob.sizeBytes)
  const headers = {
    ...apiVersion,
    'content-type': 'application/octet-stream',
    'docker-content-digest': digest,
    'accept-ranges': 'bytes',
    etag: `"${digest}"`,
    // Named by its content, so it never changes; but only its owner's.
    'cache-control': 'private, max-age=31536000, immutable',
  }
  const range = rangeOf(request.headers.get('range'), size)
  if (range === 'unsatisfiable') {
    return new Response(null, { status: 416, headers: { ...headers, 'content-range': `bytes */${size}` } })
  }
  const length = range ? range.end - range.start + 1 : size
  const body = request.method === 'HEAD' ? null : range ? createReadStream(blobPath(digest), range) : streamBlob(digest)
  return new Response(body && (Readable.toWeb(body) as ReadableStream), {
    status: range ? 206 : 200,
    headers: {
      ...headers,
      'content-length': String(length),
      ...(range ? { 'content-range': `bytes ${range.start}-${range.end}/${size}` } : {}),
    },
  })
}

/** One range of bytes, both ends included; undefined when the whole is asked for, or several parts, which may be ignored. Pure. */
export function rangeOf(
  header: string | null,
  size: number,
): { start: number; end: number } | 'unsatisfiable' | undefined {
  const [, from, to] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? []
  if (from === undefined || to === undefined || (!from && !to)) return undefined
  const start = from ? Number(from) : Math.max(0, size - Number(to))
  const end = from && to ? Math.min(Number(to), size - 1) : size - 1
  return start > end ? 'unsatisfiable' : { start, end }
}

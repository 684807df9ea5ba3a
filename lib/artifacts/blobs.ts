import { createHash, randomBytes } from 'node:crypto'
import fs from 'node:fs'
import { mkdir, open, rename, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { digestOf } from '../digest.ts'
import { homePath } from '../env.ts'
import { BareCountError } from '../errors.ts'

export type Blob = {
  /** `sha256:…` of the bytes: the blob's only name. */
  digest: string
  size: number
}

/** Where a blob lies. Sharded by the first byte, so that no folder grows to millions of files. Throws on a malformed digest. */
export function blobPath(digest: string): string {
  const hex = /^sha256:([0-9a-f]{64})$/.exec(digest)?.[1]
  if (!hex) throw new BareCountError('invalid_input', `${JSON.stringify(digest)} is not a sha256 digest.`)
  return homePath('blobs', 'sha256', hex.slice(0, 2), hex)
}

export type PutOptions = {
  /** More bytes than this are refused. */
  maxBytes?: number
  /** What the bytes must be; others are refused with `invalid_input`. */
  digest?: string
  /** Looks at the complete file before it becomes a blob; what it throws keeps the file out. */
  accept?(file: string): Promise<void>
}

/**
 * Keeps `content` under its digest. The file appears whole or not at all.
 * Throws `payload_too_large` beyond `maxBytes`, `invalid_input` for another `digest`, and what `accept` throws; nothing
 * is kept then.
 */
export async function putBlob(content: Uint8Array | Readable, options: PutOptions = {}): Promise<Blob> {
  const { maxBytes = Number.POSITIVE_INFINITY } = options
  const incoming = homePath('blobs', 'incoming')
  await mkdir(incoming, { recursive: true, mode: 0o700 })
  const draft = path.join(incoming, randomBytes(12).toString('hex'))
  const hash = createHash('sha256')
  let size = 0
  const meter = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      size += chunk.length
      hash.update(chunk)
      done(size > maxBytes ? tooLarge(maxBytes) : null, chunk)
    },
  })
  try {
    const source = content instanceof Readable ? content : Readable.from([content])
    await pipeline(source, meter, fs.createWriteStream(draft, { flags: 'wx', mode: 0o600, flush: true }))
    await options.accept?.(draft)
    const digest = `sha256:${hash.digest('hex')}`
    if (options.digest !== undefined && options.digest !== digest) throw notThese(options.digest, digest)
    const place = blobPath(digest)
    await mkdir(path.dirname(place), { recursive: true, mode: 0o700 })
    // Replacing equal bytes with equal bytes also mends a file that was damaged on disk.
    await rename(draft, place)
    await syncFolder(path.dirname(place))
    return { digest, size }
  } finally {
    await rm(draft, { force: true })
  }
}

/** The bytes of a blob, checked against the digest before anybody sees them. Throws `unavailable` when lost or damaged. */
export async function readBlob(digest: string): Promise<Buffer> {
  const bytes = await fs.promises.readFile(blobPath(digest)).catch((cause) => {
    throw lost(digest, cause)
  })
  if (digestOf(bytes) !== digest) throw damaged(digest)
  return bytes
}

/**
 * The bytes of a blob as a stream that fails with `unavailable` at its end when they do not match the digest: what was
 * read so far must not be acted on before the end.
 */
export function streamBlob(digest: string): Readable {
  const hash = createHash('sha256')
  const check = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk)
      done(null, chunk)
    },
    flush(done) {
      done(`sha256:${hash.digest('hex')}` === digest ? null : damaged(digest))
    },
  })
  const file = fs.createReadStream(blobPath(digest))
  file.on('error', (cause) => check.destroy(lost(digest, cause)))
  check.on('close', () => file.destroy())
  return file.pipe(check)
}

/**
 * The path of a blob whose bytes have just been checked, for a tool that needs a file.
 * Throws `unavailable` when lost or damaged.
 */
export async function checkedBlobPath(digest: string): Promise<string> {
  for await (const _chunk of streamBlob(digest)) {
    // Reading to the end is the check.
  }
  return blobPath(digest)
}

/** Whether a blob is there, without reading it. */
export async function hasBlob(digest: string): Promise<boolean> {
  return stat(blobPath(digest)).then(
    () => true,
    () => false,
  )
}

/** Bytes of a blob. Throws `unavailable` when it is lost. */
export async function blobSize(digest: string): Promise<number> {
  const found = await stat(blobPath(digest)).catch((cause) => {
    throw lost(digest, cause)
  })
  return found.size
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  await handle.sync()
  await handle.close()
}

function tooLarge(maxBytes: number): BareCountError {
  return new BareCountError('payload_too_large', `This is larger than ${Math.floor(maxBytes / 1024 / 1024)} MiB.`)
}

function notThese(expected: string, found: string): BareCountError {
  return new BareCountError('invalid_input', `These are not the bytes of ${expected}: they have the digest ${found}.`, {
    remedy: 'Get them again, from somewhere that serves what it says.',
  })
}

function lost(digest: string, cause: unknown): BareCountError {
  return new BareCountError('unavailable', `The bytes of ${digest} are not in the blob store.`, {
    cause,
    remedy: 'Upload or build it again; the store accepts the same bytes under the same digest.',
  })
}

function damaged(digest: string): BareCountError {
  return new BareCountError('unavailable', `The bytes kept as ${digest} are damaged: they have another digest.`, {
    remedy: 'Upload or build it again: the same bytes replace the damaged ones. Then check the disk.',
  })
}

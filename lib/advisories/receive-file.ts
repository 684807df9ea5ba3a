import { randomBytes } from 'node:crypto'
import fs from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import path from 'node:path'
import { type Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { homePath } from '../env.ts'
import { BareCountError } from '../errors.ts'
import { MAX_ADVISORY_FILE_BYTES } from './schema.ts'

/**
 * Keeps an upload in a file while `use` works with it, and removes it then, whatever happened. In bounded memory.
 * Throws `payload_too_large` beyond what is taken, and what `use` throws.
 */
export async function withReceivedFile<T>(
  content: Readable,
  use: (file: string) => Promise<T>,
  maxBytes = MAX_ADVISORY_FILE_BYTES,
): Promise<T> {
  const folder = homePath('incoming')
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const file = path.join(folder, `advisories-${randomBytes(8).toString('hex')}`)
  let size = 0
  const meter = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      size += chunk.length
      done(size > maxBytes ? tooLarge(maxBytes) : null, chunk)
    },
  })
  try {
    await pipeline(content, meter, fs.createWriteStream(file, { flags: 'wx', mode: 0o600 }))
    return await use(file)
  } finally {
    await rm(file, { force: true })
  }
}

function tooLarge(maxBytes: number): BareCountError {
  const mib = Math.floor(maxBytes / 1024 ** 2)
  return new BareCountError('payload_too_large', `A file of advisories may have ${mib} MiB at most.`, {
    remedy: 'Import the export of one ecosystem, e.g. npm/all.zip, rather than that of all.',
  })
}

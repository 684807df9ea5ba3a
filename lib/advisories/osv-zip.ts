import { stat } from 'node:fs/promises'
import { promisify } from 'node:util'
import { crc32, inflateRaw } from 'node:zlib'
import yauzl from 'yauzl'
import { faultOfEntry, hostile } from '../artifacts/build/refuse-hostile.ts'
import { BareCountError } from '../errors.ts'

const MIB = 1024 * 1024
const DEFLATED = 8

/** A whole export of all ecosystems has half a million records, the largest of a few MiB. */
const limits = {
  entries: 2_000_000,
  totalBytes: 64 * 1024 * MIB,
  fileBytes: 32 * MIB,
  pathBytes: 512,
  ratio: 200,
  ratioFloorBytes: MIB,
}

const inflate = promisify(inflateRaw) as (bytes: Buffer, options: { maxOutputLength: number }) => Promise<Buffer>

export type ZippedRecord = { entry: string; json: string }

/**
 * The JSON files of the zip `file`, one at a time: the memory it takes does not grow with the archive. Nothing is
 * written anywhere by their names.
 * Throws `hostile_archive` naming the entry, or `invalid_input` when the file is not a readable zip.
 */
export async function* zippedRecords(file: string): AsyncGenerator<ZippedRecord> {
  const { size } = await stat(file)
  const zip = await yauzl.openPromise(file, { lazyEntries: true, autoClose: false }).catch(unreadable)
  try {
    const room = { entries: 0, packed: 0, unpacked: 0 }
    for await (const entry of entriesOf(zip)) {
      judge(entry, room, size)
      if (!entry.fileName.endsWith('.json')) continue
      yield { entry: entry.fileName, json: await readEntry(zip, entry) }
    }
  } finally {
    zip.close()
  }
}

async function* entriesOf(zip: yauzl.ZipFile): AsyncGenerator<yauzl.Entry> {
  try {
    yield* zip.eachEntry()
  } catch (cause) {
    throw cause instanceof BareCountError ? cause : await unreadable(cause)
  }
}

function judge(entry: yauzl.Entry, room: { entries: number; packed: number; unpacked: number }, size: number): void {
  const described = {
    name: entry.fileName,
    mode: entry.externalFileAttributes >>> 16,
    packedBytes: entry.compressedSize,
    unpackedBytes: entry.uncompressedSize,
    encrypted: entry.isEncrypted(),
    offset: entry.relativeOffsetOfLocalHeader,
  }
  const reason = faultOfEntry(described, limits)
  if (reason) throw hostile(entry.fileName, reason)
  room.entries += 1
  room.packed += entry.compressedSize
  room.unpacked += entry.uncompressedSize
  if (room.entries > limits.entries) throw hostile(entry.fileName, `it is one of more than ${limits.entries} entries`)
  // Entries that together are larger than the file share bytes with each other: that is how a bomb is made.
  if (room.packed > size) throw hostile(entry.fileName, 'its bytes overlap those of another entry')
  if (room.unpacked > limits.totalBytes)
    throw hostile(entry.fileName, 'with it the archive unpacks to more than 64 GiB')
}

/** Inflated at once, since it is small: a stream for each of 200,000 entries costs more than all their bytes. */
async function readEntry(zip: yauzl.ZipFile, entry: yauzl.Entry): Promise<string> {
  const packed: Buffer[] = []
  try {
    const stream = await zip.openReadStreamPromise(entry, { decodeFileData: false })
    for await (const chunk of stream) packed.push(chunk as Buffer)
    const body = Buffer.concat(packed)
    if (entry.compressionMethod !== 0 && entry.compressionMethod !== DEFLATED) throw new Error('unknown compression')
    const bytes =
      entry.compressionMethod === 0 ? body : await inflate(body, { maxOutputLength: entry.uncompressedSize || 1 })
    if (bytes.length !== entry.uncompressedSize || crc32(bytes) !== entry.crc32)
      throw new Error('not what the directory declares')
    return bytes.toString('utf8')
  } catch (cause) {
    throw hostile(entry.fileName, `it can not be read (${(cause as Error).message})`)
  }
}

function unreadable(cause: unknown): never {
  const message = cause instanceof Error ? cause.message : String(cause)
  if (/^(invalid relative path|absolute path|invalid characters in fileName)/.test(message))
    throw hostile(message.replace(/^[^:]*: /, ''), 'its name leaves the folder or is not portable')
  throw new BareCountError('invalid_input', `The file is not a readable zip archive: ${message}`, {
    cause,
    remedy: 'Import a zip of OSV records as osv.dev publishes them, e.g. npm/all.zip.',
  })
}

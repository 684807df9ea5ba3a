import { open } from 'node:fs/promises'
import { crc32, inflateRawSync } from 'node:zlib'
import yauzl from 'yauzl'
import { faultOfEntry, hostile } from '../artifacts/build/refuse-hostile.ts'
import { BareCountError } from '../errors.ts'
import { BufferedFile } from './buffered-file.ts'

const MIB = 1024 * 1024
const STORED = 0
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

export type ZippedRecord = { entry: string; json: string }

/**
 * The JSON files of the zip `file`, one at a time: the memory it takes does not grow with the archive. Nothing is
 * written anywhere by their names.
 * Throws `hostile_archive` naming the entry, or `invalid_input` when the file is not a readable zip.
 */
export async function* zippedRecords(file: string): AsyncGenerator<ZippedRecord> {
  const handle = await open(file)
  try {
    const { size } = await handle.stat()
    const reader = new BufferedFile(handle)
    const zip = await yauzl.fromRandomAccessReaderPromise(reader, size, { lazyEntries: true }).catch(unreadable)
    const room = { entries: 0, packed: 0, unpacked: 0 }
    for await (const entry of entriesOf(zip)) {
      judge(entry, room, size)
      if (!entry.fileName.endsWith('.json')) continue
      yield { entry: entry.fileName, json: await readEntry(reader, zip, entry) }
    }
  } finally {
    await handle.close()
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
async function readEntry(reader: BufferedFile, zip: yauzl.ZipFile, entry: yauzl.Entry): Promise<string> {
  const { compressionMethod: method, compressedSize, uncompressedSize } = entry
  try {
    const { fileDataStart } = await zip.readLocalFileHeaderPromise(entry, { minimal: true })
    const packed = await reader.bytesAt(fileDataStart, compressedSize)
    if (method !== STORED && method !== DEFLATED) throw new Error('its compression is not known')
    // One byte more than it may have is how a lie about the size is noticed.
    const bytes = method === STORED ? packed : inflateRawSync(packed, { maxOutputLength: uncompressedSize + 1 })
    if (bytes.length !== uncompressedSize) throw new Error('its size is not what the archive declares')
    if (crc32(bytes) !== entry.crc32) throw new Error('its checksum does not match')
    return bytes.toString('utf8')
  } catch (cause) {
    throw hostile(entry.fileName, `it cannot be read (${(cause as Error).message})`)
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

import fs from 'node:fs'
import { chmod, mkdir } from 'node:fs/promises'
import path from 'node:path'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { crc32 } from 'node:zlib'
import yauzl from 'yauzl'
import { BareCountError } from '../../errors.ts'
import { type ArchiveLimits, archiveLimits } from './archive-limits.ts'
import { type ArchiveEntry, hostile, refuseHostile } from './refuse-hostile.ts'

const utf8 = new TextDecoder('utf-8', { fatal: true })

/**
 * Unpacks the zip `archive` into the empty folder `target`: plain files with mode 644, or 755 when executable. Nothing
 * is written before the whole directory was judged. Returns how many files and bytes there are.
 * Throws `hostile_archive` naming the entry, or `invalid_input` when the file is not a readable zip.
 */
export async function unpackArchive(
  archive: string,
  target: string,
  limits: ArchiveLimits = archiveLimits,
): Promise<{ files: number; bytes: number }> {
  const zip = await open(archive)
  try {
    const listed = await judgeDirectory(zip, limits)
    let files = 0
    let bytes = 0
    for (const { entry, raw } of listed) {
      const place = path.join(target, entry.name)
      await mkdir(entry.name.endsWith('/') ? place : path.dirname(place), { recursive: true })
      if (entry.name.endsWith('/')) continue
      await unpackFile(zip, raw, entry, place)
      files += 1
      bytes += entry.unpackedBytes
    }
    return { files, bytes }
  } finally {
    zip.close()
  }
}

/**
 * Judges the zip `archive` by its directory, without unpacking it: what can be told to a person right at the upload.
 * Throws as `unpackArchive` does.
 */
export async function judgeArchive(archive: string, limits: ArchiveLimits = archiveLimits): Promise<void> {
  const zip = await open(archive)
  try {
    await judgeDirectory(zip, limits)
  } finally {
    zip.close()
  }
}

type Listed = { entry: ArchiveEntry; raw: yauzl.Entry }

async function open(archive: string): Promise<yauzl.ZipFile> {
  try {
    // Names stay bytes: yauzl would guess a code page and hide what was written.
    return await yauzl.openPromise(archive, { lazyEntries: true, autoClose: false, decodeStrings: false })
  } catch (cause) {
    throw unreadable(cause)
  }
}

async function judgeDirectory(zip: yauzl.ZipFile, limits: ArchiveLimits): Promise<Listed[]> {
  const listed = await readDirectory(zip, limits)
  refuseHostile(
    listed.map(({ entry }) => entry),
    limits,
  )
  return listed
}

async function readDirectory(zip: yauzl.ZipFile, limits: ArchiveLimits): Promise<Listed[]> {
  const listed: Listed[] = []
  try {
    for await (const raw of zip.eachEntry()) {
      listed.push({ raw, entry: describe(raw) })
      if (listed.length > limits.entries) break
    }
  } catch (cause) {
    if (cause instanceof BareCountError) throw cause
    throw unreadable(cause)
  }
  return listed
}

function describe(raw: yauzl.Entry): ArchiveEntry {
  return {
    name: decodeName(raw.fileNameRaw),
    mode: raw.externalFileAttributes >>> 16,
    packedBytes: raw.compressedSize,
    unpackedBytes: raw.uncompressedSize,
    encrypted: raw.isEncrypted(),
    offset: raw.relativeOffsetOfLocalHeader,
  }
}

function decodeName(bytes: Buffer): string {
  try {
    return utf8.decode(bytes)
  } catch {
    throw hostile(bytes.toString('latin1'), 'its name is not UTF-8')
  }
}

async function unpackFile(zip: yauzl.ZipFile, raw: yauzl.Entry, entry: ArchiveEntry, place: string): Promise<void> {
  let sum = 0
  const check = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      sum = crc32(chunk, sum)
      done(null, chunk)
    },
  })
  try {
    // yauzl fails the stream at the first byte beyond the size that the directory declares.
    await pipeline(await zip.openReadStreamPromise(raw), check, fs.createWriteStream(place, { flags: 'wx' }))
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause)
    if (/bytes in the stream/.test(message)) throw hostile(entry.name, 'its size is not what the archive declares')
    throw hostile(entry.name, `it cannot be read (${message})`)
  }
  if (sum !== raw.crc32) throw hostile(entry.name, 'its checksum does not match')
  // Set apart from creation, which the umask would narrow.
  await chmod(place, entry.mode & 0o100 ? 0o755 : 0o644)
}

function unreadable(cause: unknown): BareCountError {
  const message = cause instanceof Error ? cause.message : String(cause)
  return new BareCountError('invalid_input', `The upload is not a readable zip archive: ${message}`, {
    cause,
    remedy: 'Upload a .zip file, or a git bundle made with `git bundle create`.',
  })
}

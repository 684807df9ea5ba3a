import { lstat, readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { Readable } from 'node:stream'
import { crc32 } from 'node:zlib'
import { deflate, deflateSync } from 'fflate'
import { BareCountError } from '../../errors.ts'

/** AWS Lambda's limit for unpacked code. */
const MAX_BYTES = 250 * 1024 * 1024
/** More needs zip64, which no function needs. */
const MAX_ENTRIES = 65_535

/** 1980-01-01 00:00:00, the earliest a zip can say, as its date and time words. */
const DOS_DATE = 0x0021
const DOS_TIME = 0
const VERSION_NEEDED = 20
const MADE_BY_UNIX = (3 << 8) | VERSION_NEEDED
const NAMES_ARE_UTF8 = 0x0800
const STORED = 0
const LEVEL = 6
const THREAD_ABOVE_BYTES = 512 * 1024
const DEFLATED = 8

/** A file of the function: its name in the zip with `/`, where it lies, and whether its owner may execute it. */
export type FunctionFile = { name: string; file: string; executable: boolean }

/** Made by tools for their own use; they differ between machines. */
const leftOut = (name: string) => /^(.*\/)?(\.git|node_modules\/(\.cache|\.bin|\.package-lock\.json))$/.test(name)

/**
 * The files of a function's folder, sorted by the bytes of their names (never by locale).
 * Throws `build_failed` naming anything that is neither a plain file nor a folder.
 */
export async function listFunctionFiles(folder: string, prefix = ''): Promise<FunctionFile[]> {
  const files: FunctionFile[] = []
  for (const item of await readdir(folder, { withFileTypes: true })) {
    const name = prefix + item.name
    const file = path.join(folder, item.name)
    if (leftOut(name)) continue
    if (item.isDirectory()) files.push(...(await listFunctionFiles(file, `${name}/`)))
    else if (item.isFile()) files.push({ name, file, executable: ((await lstat(file)).mode & 0o100) !== 0 })
    else throw notPlain(name)
  }
  return prefix ? files : files.sort((a, b) => Buffer.compare(Buffer.from(a.name), Buffer.from(b.name)))
}

/**
 * The zip of `files` as a stream. The same files give the same bytes under any time zone, locale, umask and file times;
 * the compressor is fflate, whose version is pinned, because zlib builds differ between machines.
 * Format: PKWARE APPNOTE 6.3.10, without extra fields. Throws `build_failed` beyond what a function may hold;
 * `what` is what it is called there.
 */
export function functionZip(files: readonly FunctionFile[], what = 'function'): Readable {
  return Readable.from(zipChunks(files, what))
}

async function* zipChunks(files: readonly FunctionFile[], what: string): AsyncGenerator<Uint8Array> {
  if (files.length > MAX_ENTRIES) throw tooMuch(what, `has ${files.length} files; at most ${MAX_ENTRIES} can be packed`)
  const directory: Buffer[] = []
  let offset = 0
  let total = 0
  for (const { name, file, executable } of files) {
    const content = await readFile(file)
    total += content.length
    if (total > MAX_BYTES) throw tooMuch(what, 'unpacks to more than the 250 MiB it may hold')
    const squeezed = await compress(content)
    const [method, body] = squeezed.length < content.length ? [DEFLATED, squeezed] : [STORED, content]
    const shared = sharedHeader(method, crc32(content), body.length, content.length, Buffer.byteLength(name))
    const local = Buffer.concat([words32(0x04034b50), shared, Buffer.from(name)])
    directory.push(directoryRecord(shared, name, executable, offset))
    offset += local.length + body.length
    yield local
    yield body
  }
  const records = Buffer.concat(directory)
  yield records
  yield Buffer.concat([
    words32(0x06054b50),
    words16(0, 0, files.length, files.length),
    words32(records.length, offset),
    words16(0),
  ])
}

/** The same bytes either way; a large file goes to a thread, since the worker has heartbeats to send meanwhile. */
function compress(content: Buffer): Promise<Uint8Array> {
  if (content.length < THREAD_ABOVE_BYTES) return Promise.resolve(deflateSync(content, { level: LEVEL }))
  return new Promise((resolve, reject) => {
    deflate(content, { level: LEVEL, consume: false }, (error, squeezed) => (error ? reject(error) : resolve(squeezed)))
  })
}

/** The 26 bytes that a local header and a directory record have in common: from version needed to extra length. */
function sharedHeader(method: number, sum: number, packed: number, unpacked: number, nameBytes: number): Buffer {
  return Buffer.concat([
    words16(VERSION_NEEDED, NAMES_ARE_UTF8, method, DOS_TIME, DOS_DATE),
    words32(sum, packed, unpacked),
    words16(nameBytes, 0),
  ])
}

function directoryRecord(shared: Buffer, name: string, executable: boolean, offset: number): Buffer {
  const mode = 0o100000 | (executable ? 0o755 : 0o644)
  return Buffer.concat([
    words32(0x02014b50),
    words16(MADE_BY_UNIX),
    shared,
    words16(0, 0, 0),
    words32(mode * 0x10000, offset),
    Buffer.from(name),
  ])
}

function words16(...values: number[]): Buffer {
  const buffer = Buffer.alloc(values.length * 2)
  values.forEach((value, index) => {
    buffer.writeUInt16LE(value, index * 2)
  })
  return buffer
}

function words32(...values: number[]): Buffer {
  const buffer = Buffer.alloc(values.length * 4)
  values.forEach((value, index) => {
    buffer.writeUInt32LE(value, index * 4)
  })
  return buffer
}

function notPlain(name: string): BareCountError {
  return new BareCountError('build_failed', `${name} is a link or a special file; only plain files can be packed.`, {
    remedy: 'Put a copy of the file in its place.',
  })
}

function tooMuch(what: string, sentence: string): BareCountError {
  return new BareCountError('build_failed', `The ${what} ${sentence}.`, {
    remedy: 'Leave out what it does not need to run, e.g. development dependencies.',
  })
}

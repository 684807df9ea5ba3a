import { BareCountError } from '../../errors.ts'
import type { ArchiveLimits } from './archive-limits.ts'

/** What an archive's directory says of one entry, before anything is unpacked. */
export type ArchiveEntry = {
  /** As written, `/` between folders; a folder ends in `/`. */
  name: string
  /** Unix mode with type bits; 0 when the archive was not made on Unix. */
  mode: number
  packedBytes: number
  unpackedBytes: number
  encrypted: boolean
  /** Where the entry's bytes begin in the archive. */
  offset: number
}

const TYPE = 0o170000
const typeNames = new Map([
  [0o120000, 'a symbolic link'],
  [0o020000, 'a character device'],
  [0o060000, 'a block device'],
  [0o010000, 'a named pipe'],
  [0o140000, 'a socket'],
])
/** Fixed part of a local header: the least that lies between two entries' bytes. */
const LOCAL_HEADER_BYTES = 30

/** The refusal of a whole archive because of one entry. Code `hostile_archive`. */
export function hostile(name: string, reason: string): BareCountError {
  return new BareCountError('hostile_archive', `The entry ${JSON.stringify(name)} was refused: ${reason}.`, {
    faults: [{ path: name, message: reason }],
    remedy: 'Make the archive again from plain files and folders only.',
  })
}

/**
 * Throws `hostile_archive`, naming the entry, when unpacking the entries could write outside the folder, make anything
 * but plain files and folders, overwrite one entry with another (also where case or Unicode form does not count), or
 * take more room than `limits`. Pure.
 */
export function refuseHostile(entries: readonly ArchiveEntry[], limits: ArchiveLimits): void {
  if (entries.length > limits.entries) {
    const reason = `the archive has ${entries.length} entries; at most ${limits.entries} are taken`
    throw hostile(entries[limits.entries]?.name ?? '', reason)
  }
  const names = new Map<string, { spelling: string; folder: boolean; explicit: boolean }>()
  let total = 0
  for (const entry of entries) {
    const reason = faultOfEntry(entry, limits)
    if (reason) throw hostile(entry.name, reason)
    const collision = claimName(names, entry.name)
    if (collision) throw hostile(entry.name, collision)
    total += entry.unpackedBytes
    if (total > limits.totalBytes)
      throw hostile(entry.name, `with it the archive unpacks to more than ${mib(limits.totalBytes)}`)
  }
  refuseOverlaps(entries)
}

/** What is wrong with one entry by itself; undefined when nothing is. Pure. */
export function faultOfEntry(entry: ArchiveEntry, limits: ArchiveLimits): string | undefined {
  return faultOfName(entry.name, limits) ?? faultOfType(entry) ?? faultOfSize(entry, limits)
}

function faultOfName(name: string, limits: ArchiveLimits): string | undefined {
  if (name === '') return 'its name is empty'
  if (Buffer.byteLength(name) > limits.pathBytes) return `its name is longer than ${limits.pathBytes} bytes`
  if (name.includes('\\')) return 'its name contains a backslash'
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for.
  if (/[\u0000-\u001f\u007f]/.test(name)) return 'its name contains a control character'
  if (name.startsWith('/') || /^[A-Za-z]:/.test(name)) return 'its name is an absolute path'
  const parts = name.replace(/\/$/, '').split('/')
  if (parts.includes('..')) return 'its name leaves the folder'
  if (parts.some((part) => part === '' || part === '.')) return 'its name has an empty or "." part'
  return undefined
}

function faultOfType(entry: ArchiveEntry): string | undefined {
  if (entry.encrypted) return 'it is encrypted'
  const type = entry.mode & TYPE
  const folder = entry.name.endsWith('/')
  if (type !== 0 && type !== (folder ? 0o040000 : 0o100000)) {
    return `it is ${typeNames.get(type) ?? 'of a type that its name does not have'}, not a plain file or folder`
  }
  if (entry.mode & 0o7000) return 'it carries a set-user-id, set-group-id or sticky bit'
  return undefined
}

function faultOfSize(entry: ArchiveEntry, limits: ArchiveLimits): string | undefined {
  const { packedBytes, unpackedBytes } = entry
  if (unpackedBytes > limits.fileBytes) return `it unpacks to more than ${mib(limits.fileBytes)}`
  if (entry.name.endsWith('/') && unpackedBytes) return 'it is a folder with content'
  if (unpackedBytes > limits.ratioFloorBytes && unpackedBytes > packedBytes * limits.ratio) {
    return `it unpacks to more than ${limits.ratio} times its size`
  }
  return undefined
}

/** Takes a name and the folders above it; answers what is wrong when another entry has taken them otherwise. */
function claimName(
  names: Map<string, { spelling: string; folder: boolean; explicit: boolean }>,
  name: string,
): string | undefined {
  const parts = name.replace(/\/$/, '').split('/')
  for (let depth = 1; depth <= parts.length; depth++) {
    const last = depth === parts.length
    const folder = !last || name.endsWith('/')
    const spelling = parts.slice(0, depth).join('/')
    const key = spelling.normalize('NFC').toLowerCase()
    const taken = names.get(key)
    if (!taken) {
      names.set(key, { spelling, folder, explicit: last })
      continue
    }
    if (taken.spelling !== spelling) return `on some file systems it is the same as ${JSON.stringify(taken.spelling)}`
    if (taken.folder !== folder) return `${JSON.stringify(spelling)} is both a file and a folder`
    if (last && taken.explicit) return 'it is there twice'
    taken.explicit ||= last
  }
  return undefined
}

/** Entries that share bytes are how a small archive claims to hold a huge one. */
function refuseOverlaps(entries: readonly ArchiveEntry[]): void {
  const byOffset = [...entries].sort((a, b) => a.offset - b.offset)
  let end = 0
  for (const entry of byOffset) {
    if (entry.offset < end) throw hostile(entry.name, 'its bytes overlap those of another entry')
    end = entry.offset + LOCAL_HEADER_BYTES + entry.packedBytes
  }
}

function mib(bytes: number): string {
  return `${Math.floor(bytes / 1024 / 1024)} MiB`
}

import { createReadStream, createWriteStream } from 'node:fs'
import { mkdtemp, open } from 'node:fs/promises'
import path from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { extract } from 'tar-stream'
import { tarBudget } from '../../oci/tar-budget.ts'
import type { LayerEntry } from '../../oci/write-layer.ts'
import { hostile } from '../refuse-hostile.ts'
import { type Place, refuseAt } from './dockerfile-fault.ts'

/** What an archive may unpack to: no useful base is larger, and a bomb is. */
const MAX_BYTES = 4 * 1024 ** 3
const MAX_ENTRIES = 500_000
const TAR_MAGIC_AT = 257

/** What ADD unpacks: a tar, plain or gzipped. Undefined for any other file. Throws `build_failed` for xz and bzip2. */
export async function archiveKind(file: string, place: Place): Promise<'tar' | 'gzip' | undefined> {
  const head = await readHead(createReadStream(file), file)
  if (isTar(head)) return 'tar'
  const packed = head.subarray(0, 6).toString('hex')
  if (packed.startsWith('fd377a585a00') || packed.startsWith('425a68')) {
    throw refuseAt(place, 'ADD unpacks tar archives only as they are or with gzip.', 'Pack it again with gzip.')
  }
  if (!packed.startsWith('1f8b')) return undefined
  const plain = createReadStream(file).pipe(createGunzip())
  return isTar(await readHead(plain, file).catch(() => Buffer.alloc(0))) ? 'gzip' : undefined
}

const isTar = (head: Buffer) => head.subarray(TAR_MAGIC_AT, TAR_MAGIC_AT + 5).toString('latin1') === 'ustar'

async function readHead(stream: Readable, file: string): Promise<Buffer> {
  const handle = await open(file) // a missing file is said here, not by an event nobody waits for
  await handle.close()
  let head = Buffer.alloc(0)
  for await (const chunk of stream) {
    head = Buffer.concat([head, chunk as Buffer])
    if (head.length >= 512) break
  }
  stream.destroy()
  return head
}

/**
 * The entries of a tar archive as a layer has them, below the folder `target`. Bytes are written below `work` under
 * numbers, so that no name in the archive is ever a path here. Owners and modes are kept, times are not.
 * Throws `hostile_archive` for an entry that leaves its folder, a device, or too much of everything.
 */
export async function archiveEntries(
  file: string,
  kind: 'tar' | 'gzip',
  target: string,
  work: string,
): Promise<LayerEntry[]> {
  const folder = await mkdtemp(path.join(work, 'archive-'))
  const tar = extract()
  const source = createReadStream(file)
  const plain = kind === 'gzip' ? source.pipe(createGunzip()) : source
  const take = tarBudget(`The archive ${path.basename(file)}`, { entries: MAX_ENTRIES, bytes: MAX_BYTES })
  for (const stage of [source, plain]) stage.on('error', (error: Error) => tar.destroy(error))
  plain.pipe(tar)
  const entries = new Map<string, LayerEntry>()
  let stored = 0
  for await (const entry of tar) {
    const { name, type, mode = 0o644, uid = 0, gid = 0, linkname = '', size = 0 } = entry.header
    const parts = name.split('/').filter((part) => part !== '' && part !== '.')
    if (parts.includes('..')) throw hostile(name, 'its name leaves the folder')
    take(size)
    const place = [target, ...parts].filter(Boolean).join('/')
    if (place === '' || place === target) {
      entry.resume()
      continue
    }
    if (type === 'file' || type === 'contiguous-file') {
      const kept = path.join(folder, String(stored++))
      await pipeline(entry as unknown as Readable, createWriteStream(kept, { mode: 0o600 }))
      entries.set(place, { type: 'file', path: place, mode, content: { file: kept, size }, uid, gid })
      continue
    }
    entry.resume()
    if (type === 'directory') entries.set(place, { type: 'directory', path: place, mode, uid, gid })
    else if (type === 'symlink') entries.set(place, { type: 'symlink', path: place, target: linkname, uid, gid })
    else if (type === 'link') {
      const linked = linkname.split('/').filter((part) => part !== '' && part !== '.')
      if (linked.includes('..')) throw hostile(name, 'it links to something outside')
      entries.set(place, { type: 'hardlink', path: place, target: [target, ...linked].filter(Boolean).join('/') })
    } else throw hostile(name, `it is a ${type}`)
  }
  return [...entries.values()]
}

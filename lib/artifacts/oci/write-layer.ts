import { createReadStream } from 'node:fs'
import { PassThrough, type Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { pack, type Header as TarHeader } from 'tar-stream'
import { type Blob, putBlob } from '../blobs.ts'

/** Root's, when left out. */
type Owner = { uid?: number; gid?: number }

/** One entry of a layer. `path` has `/` between folders, none in front. */
export type LayerEntry =
  | ({ type: 'file'; path: string; mode: number; content: Uint8Array | { file: string; size: number } } & Owner)
  | ({ type: 'directory'; path: string; mode: number } & Owner)
  | ({ type: 'symlink'; path: string; target: string } & Owner)
  | { type: 'hardlink'; path: string; target: string }

/** The time every entry carries: the same content must give the same bytes, whenever it was made. */
const MTIME = new Date(0)

/**
 * Keeps the entries as an uncompressed layer, sorted by the bytes of their names, without times: the
 * same entries give the same digest on any machine. Uncompressed, because compressors differ between machines.
 * The digest is also the layer's `diff_id`.
 */
export async function writeLayer(entries: readonly LayerEntry[]): Promise<Blob> {
  const tar = pack()
  const out = new PassThrough()
  const written = pipeline(tar, out)
  // A failure below surfaces where the entries are added; this only keeps it from being unhandled meanwhile.
  written.catch(() => undefined)
  const kept = putBlob(out as Readable)
  kept.catch(() => undefined)
  try {
    for (const entry of [...entries].sort(byName)) await addEntry(tar, entry)
    tar.finalize()
  } catch (error) {
    tar.destroy(error as Error)
    await kept.catch(() => undefined)
    throw error
  }
  return kept
}

type Pack = ReturnType<typeof pack>
type Header = Partial<TarHeader> & Pick<TarHeader, 'name'>

async function addEntry(tar: Pack, entry: LayerEntry): Promise<void> {
  const { uid = 0, gid = 0 } = 'uid' in entry || 'gid' in entry ? entry : {}
  const common = { uid, gid, uname: '', gname: '', mtime: MTIME }
  if (entry.type === 'directory') {
    return add(tar, { ...common, name: `${entry.path}/`, type: 'directory', mode: entry.mode & 0o7777 })
  }
  if (entry.type === 'symlink')
    return add(tar, { ...common, name: entry.path, type: 'symlink', linkname: entry.target, mode: 0o777 })
  if (entry.type === 'hardlink')
    return add(tar, { ...common, name: entry.path, type: 'link', linkname: entry.target, mode: 0o644 })
  const header: Header = { ...common, name: entry.path, type: 'file', mode: entry.mode & 0o7777 }
  if (entry.content instanceof Uint8Array) return add(tar, header, Buffer.from(entry.content))
  const { file, size } = entry.content
  await new Promise<void>((resolve, reject) => {
    const sink = tar.entry({ ...header, size }, (error) => (error ? reject(error) : resolve()))
    pipeline(createReadStream(file), sink).catch(reject)
  })
}

function add(tar: Pack, header: Header, content?: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    const done = (error?: Error | null) => (error ? reject(error) : resolve())
    if (content) tar.entry({ ...header, size: content.length }, content, done)
    else tar.entry(header, done)
  })
}

/** By bytes, never by locale; hard links last, because what they name must be there first. */
function byName(a: LayerEntry, b: LayerEntry): number {
  const links = Number(a.type === 'hardlink') - Number(b.type === 'hardlink')
  return links || Buffer.compare(Buffer.from(a.path), Buffer.from(b.path))
}

import crypto from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { type ImageFile, walkImage } from '#lib/artifacts/oci/walk-image.ts'
import { homePath } from '#lib/env.ts'
import { BareCountError } from '#lib/errors.ts'
import { insideRoot } from './inside-root.ts'

/** What a host mounts over its image, which is read-only by then. */
const mountPoints = ['proc', 'dev', 'run', 'tmp', 'etc', 'var', 'opt/runner', 'home/runner']

const unpacking = new Map<string, Promise<string>>()

/** Where the root of a golden image is unpacked, whether it is or not. */
const rootfsPath = (digest: string) => homePath('rootfs', digest.replace(/^sha256:/, ''))

/**
 * The folder with the unpacked golden image, unpacked at first use; its layers are checked against their digests on the
 * way. Throws `unavailable` when they are lost or damaged, `invalid_input` when a file would land outside.
 */
export function unpackRootfs(digest: string): Promise<string> {
  const folder = rootfsPath(digest)
  if (fs.existsSync(folder)) return Promise.resolve(folder)
  const known = unpacking.get(digest)
  if (known) return known
  const work = unpack(digest, folder).finally(() => unpacking.delete(digest))
  unpacking.set(digest, work)
  return work
}

async function unpack(digest: string, folder: string): Promise<string> {
  const store = path.dirname(folder)
  // Hosts run under accounts of their own: they may enter and read, never write.
  fs.mkdirSync(store, { recursive: true, mode: 0o711 })
  const draft = path.join(store, `.${crypto.randomBytes(6).toString('hex')}`)
  fs.mkdirSync(draft, { mode: 0o755 })
  try {
    await walkImage(digest, (file) => placeFile(draft, file))
    for (const name of mountPoints) fs.mkdirSync(insideRoot(draft, name), { recursive: true, mode: 0o755 })
    fs.renameSync(draft, folder)
  } catch (error) {
    if (error instanceof BareCountError) throw error
    const { code } = error as NodeJS.ErrnoException
    // Another worker of this home was first.
    if (code === 'ENOTEMPTY' || code === 'EEXIST') return folder
    if (code !== undefined) throw error
    throw new BareCountError('invalid_input', `The golden image cannot be unpacked: ${(error as Error).message}`)
  } finally {
    fs.rmSync(draft, { recursive: true, force: true })
  }
  return folder
}

async function placeFile(root: string, file: ImageFile): Promise<void> {
  const base = path.posix.basename(file.path)
  if (base.startsWith('.wh.')) return erase(root, file.path, base)
  if (!file.path || file.type === 'other') return // devices: a host gets its own
  const place = insideRoot(root, file.path)
  const there = fs.lstatSync(place, { throwIfNoEntry: false })
  if (there && !(there.isDirectory() && file.type === 'directory')) fs.rmSync(place, { recursive: true })
  // Nothing gains rights there, so bits that would say otherwise are not even set.
  const mode = file.mode & 0o777
  if (file.type === 'directory') {
    fs.mkdirSync(place, { recursive: true })
    // The worker must be able to fill it, and to remove it.
    fs.chmodSync(place, mode | 0o700)
  } else if (file.type === 'symlink') fs.symlinkSync(file.target ?? '', place)
  else if (file.type === 'hardlink') fs.linkSync(insideRoot(root, file.target ?? ''), place)
  else await pipeline(file.content, fs.createWriteStream(place, { mode: mode | 0o400 }))
}

/** A whiteout: removes a file of a lower layer, or all of a folder's. */
function erase(root: string, name: string, base: string): void {
  const folder = path.posix.dirname(name)
  if (base !== '.wh..wh..opq') {
    fs.rmSync(insideRoot(root, path.posix.join(folder, base.slice('.wh.'.length))), { recursive: true, force: true })
    return
  }
  const place = insideRoot(root, folder)
  for (const one of fs.readdirSync(place)) fs.rmSync(path.join(place, one), { recursive: true, force: true })
}

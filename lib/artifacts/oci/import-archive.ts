import { createReadStream } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { extract } from 'tar-stream'
import { BareCountError } from '../../errors.ts'
import { putBlob } from '../blobs.ts'
import { finishDockerArchive } from './finish-docker-archive.ts'
import { finishLayout } from './finish-layout.ts'

export type ImportOptions = {
  /** What people call the image, in messages. */
  what: string
  platform: string
  /** Picks one of several images. */
  tag?: string | undefined
}

/** What an archive or folder brought into the blob store. */
export type Imported = {
  /** Small JSON files by their name. */
  documents: Map<string, Buffer>
  /** File name → digest of its bytes, links followed. */
  blobs: Map<string, string>
}

/** Indexes and manifests are small; what is larger is none. */
const MAX_DOCUMENT_BYTES = 4 * 1024 * 1024
const documents = new Set(['index.json', 'manifest.json'])

/**
 * Brings the image of a tar archive (an OCI layout, or what `docker save` writes) into the blob store as it streams by,
 * each digest checked. Returns the digest of its manifest. A `docker save` keeps its config byte for byte, so the id that
 * the engine knows stays. Throws `build_failed` for what is no image for the platform, `invalid_input` for bytes that lie.
 */
export async function importArchive(source: Readable, options: ImportOptions): Promise<string> {
  const tar = extract()
  source.on('error', (error) => tar.destroy(error))
  source.pipe(tar)
  const imported: Imported = { documents: new Map(), blobs: new Map() }
  const links: [string, string][] = []
  try {
    for await (const entry of tar) {
      const { name, type, linkname, size = 0 } = entry.header
      const clean = path.posix.normalize(name).replace(/^\.?\//, '')
      if (type === 'symlink' && linkname) links.push([clean, path.posix.join(path.posix.dirname(clean), linkname)])
      if (type === 'file') await take(imported, clean, size, Readable.from(entry))
      entry.resume()
    }
  } catch (cause) {
    if (cause instanceof BareCountError) throw cause
    throw new BareCountError(
      'build_failed',
      `${options.what} is not a readable tar archive: ${(cause as Error).message}.`,
      { cause },
    )
  }
  for (const [link, target] of links) {
    const digest = imported.blobs.get(target)
    if (digest) imported.blobs.set(link, digest)
  }
  return finish(imported, options)
}

/** Brings the image of an OCI layout folder into the blob store. Returns and throws as `importArchive` does. */
export async function importLayoutFolder(folder: string, options: ImportOptions): Promise<string> {
  const imported: Imported = { documents: new Map(), blobs: new Map() }
  const index = await readFile(path.join(folder, 'index.json')).catch(() => undefined)
  if (index) imported.documents.set('index.json', index)
  const kept = path.join('blobs', 'sha256')
  const names = index ? await readdir(path.join(folder, kept)).catch(() => []) : []
  for (const name of names) {
    await take(imported, path.posix.join('blobs/sha256', name), 0, createReadStream(path.join(folder, kept, name)))
  }
  return finish(imported, options)
}

async function take(imported: Imported, name: string, size: number, content: Readable): Promise<void> {
  if (documents.has(name)) {
    if (size > MAX_DOCUMENT_BYTES) throw new BareCountError('build_failed', `${name} is too large to be one.`)
    imported.documents.set(name, await buffer(content))
    return
  }
  // A name that is a digest is a promise; other layers are checked against the config later.
  const hex = /^blobs\/sha256\/([0-9a-f]{64})$/.exec(name)?.[1] ?? /^([0-9a-f]{64})\.json$/.exec(name)?.[1]
  if (!hex && !/\.tar$/.test(name)) return
  const { digest } = await putBlob(content, hex ? { digest: `sha256:${hex}` } : {})
  imported.blobs.set(name, digest)
}

function finish(imported: Imported, options: ImportOptions): Promise<string> {
  if (imported.documents.has('index.json')) return finishLayout(imported, options)
  if (imported.documents.has('manifest.json')) return finishDockerArchive(imported, options)
  throw new BareCountError('build_failed', `${options.what} is neither an OCI layout nor a docker archive.`, {
    remedy: 'Make it with `skopeo copy … oci-archive:image.tar`, or with `docker save`.',
  })
}

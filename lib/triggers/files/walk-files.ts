import fs from 'node:fs/promises'
import path from 'node:path'

/** A file as it was seen. `name` is its path below the storage, with `/`. */
export type SeenFile = { name: string; bytes: number; modifiedAt: Date; changedAt: Date }

/**
 * The files below a prefix of a storage, one after another and never all in memory, in the order of the disk. A prefix is
 * a folder (`incoming/`) or how names begin (`incoming/orders-`). Not looked at are what begins with a dot, links, which
 * could lead out of the storage, and what runs have written. What vanishes while it is looked at is passed over.
 */
export async function* walkFiles(storage: string, prefix: string): AsyncGenerator<SeenFile> {
  const slash = prefix.lastIndexOf('/')
  yield* within(storage, slash < 0 ? '' : prefix.slice(0, slash), prefix)
}

async function* within(storage: string, folder: string, prefix: string): AsyncGenerator<SeenFile> {
  const entries = await fs.opendir(path.join(storage, folder)).catch(ifGone)
  if (!entries) return
  const folders: string[] = []
  for await (const entry of entries) {
    const name = folder ? `${folder}/${entry.name}` : entry.name
    if (entry.name.startsWith('.') || name === 'runs') continue
    if (entry.isDirectory() && (name.startsWith(prefix) || prefix.startsWith(`${name}/`))) folders.push(name)
    if (!entry.isFile() || !name.startsWith(prefix)) continue
    const found = await fs.lstat(path.join(storage, name)).catch(ifGone)
    if (!found?.isFile()) continue
    yield { name, bytes: found.size, modifiedAt: found.mtime, changedAt: found.ctime }
  }
  for (const inner of folders) yield* within(storage, inner, prefix)
}

function ifGone(error: NodeJS.ErrnoException): undefined {
  if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return undefined
  throw error
}

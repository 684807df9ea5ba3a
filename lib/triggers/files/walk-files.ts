import fs from 'node:fs/promises'
import path from 'node:path'

const AT_ONCE = 256

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
  const entries = await fs.opendir(path.join(storage, folder), { bufferSize: AT_ONCE }).catch(ifGone)
  if (!entries) return
  const folders: string[] = []
  let names: string[] = []
  for await (const entry of entries) {
    const name = folder ? `${folder}/${entry.name}` : entry.name
    if (entry.name.startsWith('.') || name === 'runs') continue
    if (entry.isDirectory() && (name.startsWith(prefix) || prefix.startsWith(`${name}/`))) folders.push(name)
    if (!entry.isFile() || !name.startsWith(prefix)) continue
    names.push(name)
    if (names.length < AT_ONCE) continue
    yield* await seen(storage, names)
    names = []
  }
  yield* await seen(storage, names)
  for (const inner of folders) yield* within(storage, inner, prefix)
}

/** Asked about together: one after another, most of the time would be spent on the way to the disk and back. */
async function seen(storage: string, names: readonly string[]): Promise<SeenFile[]> {
  const found = await Promise.all(names.map((name) => fs.lstat(path.join(storage, name)).catch(ifGone)))
  return names.flatMap((name, at) => {
    const file = found[at]
    if (!file?.isFile()) return []
    return [{ name, bytes: file.size, modifiedAt: file.mtime, changedAt: file.ctime }]
  })
}

function ifGone(error: NodeJS.ErrnoException): undefined {
  if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return undefined
  throw error
}

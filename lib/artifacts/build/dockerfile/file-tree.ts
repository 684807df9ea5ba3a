import { createWriteStream } from 'node:fs'
import { lstat, mkdtemp, readdir, readlink } from 'node:fs/promises'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { Layer } from '../../oci/image.ts'
import { walkLayer } from '../../oci/walk-image.ts'
import { applyFile, type FileNode, type RootFs } from './rootfs.ts'

/** Something that files can be copied from: the build context, or the file system of another image. */
export type FileTree = {
  /** What people call it in a message. */
  name: string
  nodes: ReadonlyMap<string, FileNode>
  /** Where the bytes of these files can be read, by path. */
  contents(paths: readonly string[]): Promise<ReadonlyMap<string, StoredFile>>
}

export type StoredFile = { file: string; size: number }

/** The files of a folder on disk that `ignored` does not leave out. Links are kept as links and never followed here. */
export async function contextTree(folder: string, ignored: (path: string) => boolean): Promise<FileTree> {
  const nodes: RootFs = new Map()
  await addFolder(nodes, folder, '', ignored)
  return {
    name: 'the build context',
    nodes,
    async contents(paths) {
      const found = new Map<string, StoredFile>()
      for (const each of paths) {
        const file = path.join(folder, each)
        found.set(each, { file, size: (await lstat(file)).size })
      }
      return found
    },
  }
}

async function addFolder(nodes: RootFs, root: string, below: string, ignored: (path: string) => boolean) {
  for (const entry of await readdir(path.join(root, below), { withFileTypes: true })) {
    const name = below ? `${below}/${entry.name}` : entry.name
    const full = path.join(root, name)
    if (entry.isDirectory()) {
      const before = nodes.size
      await addFolder(nodes, root, name, ignored)
      // A folder that is left out may hold something that is taken back in.
      if (!ignored(name) || nodes.size > before) nodes.set(name, { type: 'directory', mode: 0o755 })
    } else if (ignored(name)) continue
    else if (entry.isSymbolicLink()) nodes.set(name, { type: 'symlink', mode: 0o777, target: await readlink(full) })
    // Only the x bit counts: the rest is the umask of whoever made the file.
    else if (entry.isFile()) nodes.set(name, { type: 'file', mode: (await lstat(full)).mode & 0o100 ? 0o755 : 0o644 })
  }
}

/** What the layers of an image make together, without their bytes. */
export async function readRootFs(layers: readonly Layer[]): Promise<RootFs> {
  const files: RootFs = new Map()
  for (const { descriptor } of layers) await walkLayer(descriptor, async (file) => applyFile(files, file))
  return files
}

/** The file system of an image. Bytes that are asked for are written below `work`, under numbers, never under a name of the image's. */
export function imageTree(name: string, layers: readonly Layer[], nodes: RootFs, work: string): FileTree {
  return {
    name,
    nodes,
    async contents(paths) {
      const found = new Map<string, StoredFile>()
      const folder = await mkdtemp(path.join(work, 'copied-'))
      let stored = 0
      const wanted = new Map<string, string[]>()
      for (const each of paths) {
        // A hard link's bytes are its target's, in the same layer.
        const node = nodes.get(each)
        const holder = node?.type === 'hardlink' ? (node.target ?? '').replace(/^(\.?\/)+/, '') : each
        wanted.set(`${node?.layer} ${holder}`, [...(wanted.get(`${node?.layer} ${holder}`) ?? []), each])
      }
      for (const { descriptor } of layers) {
        await walkLayer(descriptor, async ({ path: held, type, size, content, layer }) => {
          const takers = type === 'file' ? wanted.get(`${layer} ${held}`) : undefined
          if (!takers) return
          const file = path.join(folder, String(stored++))
          await pipeline(content, createWriteStream(file, { mode: 0o600 }))
          for (const taker of takers) found.set(taker, { file, size })
        })
      }
      return found
    },
  }
}

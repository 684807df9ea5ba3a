import type { ImageFile } from '../../oci/walk-image.ts'

/** What a path is. `layer` says where its bytes are; undefined in a folder on disk. */
export type FileNode = {
  type: 'file' | 'directory' | 'symlink' | 'hardlink'
  mode: number
  target?: string
  layer?: string
}

/** Every path of a file system, without `/` in front. */
export type RootFs = Map<string, FileNode>

/** Links that lead to links, at most; what Linux allows. */
const MAX_LINKS = 40

/** Puts one file of a layer on top of what is there, whiteouts included. Devices and pipes are of no use to a build. */
export function applyFile(
  files: RootFs,
  { path, type, mode, target, layer }: Omit<ImageFile, 'content' | 'size'>,
): void {
  const [, folder = '', name = ''] = /^(?:(.*)\/)?([^/]*)$/.exec(path) ?? []
  if (name === '.wh..wh..opq') removeBelow(files, folder)
  else if (name.startsWith('.wh.')) {
    const gone = folder ? `${folder}/${name.slice(4)}` : name.slice(4)
    files.delete(gone)
    removeBelow(files, gone)
  } else if (path !== '' && type !== 'other') {
    if (type !== 'directory' && files.get(path)?.type === 'directory') removeBelow(files, path)
    files.set(path, { type, mode, layer, ...(target === undefined ? {} : { target }) })
  }
}

function removeBelow(files: RootFs, folder: string): void {
  const prefix = folder === '' ? '' : `${folder}/`
  for (const path of files.keys()) if (path.startsWith(prefix)) files.delete(path)
}

/**
 * Where a path leads when its links are followed, as within this file system alone: no link leads out of it.
 * Throws an Error for a circle of links. Pure.
 */
export function resolvePath(files: ReadonlyMap<string, FileNode>, path: string): string {
  const left = path.split('/')
  const done: string[] = []
  let links = 0
  for (let part = left.shift(); part !== undefined; part = left.shift()) {
    if (part === '' || part === '.') continue
    if (part === '..') {
      done.pop()
      continue
    }
    const node = files.get([...done, part].join('/'))
    if (node?.type !== 'symlink') {
      done.push(part)
      continue
    }
    if (++links > MAX_LINKS) throw new Error(`/${path} goes round in a circle of links`)
    const target = node.target ?? ''
    if (target.startsWith('/')) done.length = 0
    left.unshift(...target.split('/'))
  }
  return done.join('/')
}

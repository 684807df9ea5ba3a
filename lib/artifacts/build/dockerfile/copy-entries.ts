import path from 'node:path'
import type { LayerEntry } from '../../oci/write-layer.ts'
import { type Place, refuseAt } from './dockerfile-fault.ts'
import type { FileTree } from './file-tree.ts'
import { globPattern, isGlob } from './glob.ts'
import { type FileNode, type RootFs, resolvePath } from './rootfs.ts'

export type Copy = {
  from: FileTree
  sources: readonly string[]
  /** As written: with `/` at its end it is a folder. */
  destination: string
  workdir: string
  /** Mode of everything copied; else files keep theirs. */
  mode?: number
  owner?: { uid: number; gid: number }
  place: Place
}

/** One thing to copy: where it is, and where it goes. */
type Move = { source: string; target: string }

/**
 * What a COPY adds on top of `files`: the entries of its layer, folders above them included. Throws `build_failed` for
 * a source that is not there, with what it was probably meant to be, and for a target that cannot be.
 */
export async function copyEntries(copy: Copy, files: RootFs): Promise<LayerEntry[]> {
  const { from, place } = copy
  const moves = planMoves(copy, files)
  const plain = moves.filter(({ source }) => ['file', 'hardlink'].includes(from.nodes.get(source)?.type ?? ''))
  const contents = await from.contents(plain.map(({ source }) => source))
  const entries = new Map<string, LayerEntry>()
  for (const { source, target } of moves) {
    for (const parent of missingParents(target, files, entries, place)) entries.set(parent.path, parent)
    if (target === '') continue
    const node = from.nodes.get(source) ?? { type: 'directory', mode: 0o755 }
    const content = contents.get(source)
    if (!content && node.type !== 'directory' && node.type !== 'symlink')
      throw refuseAt(place, `/${source} of ${from.name} has no bytes.`)
    entries.set(target, entryOf(target, node, content, copy))
  }
  return [...entries.values()]
}

/** Where a copy goes, links followed, and whether that is a folder. Throws `build_failed`. */
export function targetOf({ destination, workdir, place }: Copy, files: RootFs): { target: string; isFolder: boolean } {
  const target = resolved(files, path.posix.resolve('/', workdir, destination), place)
  const isFolder = /(^|\/)\.?$/.test(destination) || target === '' || files.get(target)?.type === 'directory'
  return { target, isFolder }
}

function planMoves(copy: Copy, files: RootFs): Move[] {
  const { from, sources, destination, place } = copy
  const found = sources.flatMap((source) => findSources(from, source, place))
  const { target, isFolder } = targetOf(copy, files)
  if (found.length > 1 && !isFolder) {
    throw refuseAt(place, `Several sources go to ${destination}, which is no folder.`, `Write it as ${destination}/.`)
  }
  return found.flatMap((source) => {
    const folder = source === '' || from.nodes.get(source)?.type === 'directory'
    if (folder) return [{ source, target }, ...below(from, source, target)]
    return [{ source, target: isFolder ? joined(target, path.posix.basename(source)) : target }]
  })
}

/** The paths that a source names, links followed. Throws `build_failed` when there are none. */
export function findSources(tree: FileTree, source: string, place: Place): string[] {
  if (path.posix.normalize(source).startsWith('..')) {
    throw refuseAt(
      place,
      `${source} leaves ${tree.name}.`,
      'Only what was uploaded can be copied; move the file there.',
    )
  }
  const clean = path.posix.normalize(`/${source}`).slice(1).replace(/\/$/, '')
  const pattern = globPattern(clean)
  const named = isGlob(clean) ? [...tree.nodes.keys()].filter((each) => pattern.test(each)).sort(byBytes) : [clean]
  const found = named
    .map((each) => resolved(tree.nodes, each, place))
    .filter((each) => each === '' || tree.nodes.has(each))
  if (found.length) return found
  const near = [...tree.nodes.keys()].find((each) => path.posix.basename(each) === path.posix.basename(clean))
  const remedy = near
    ? `There is ${near}: is that what is meant?`
    : 'Paths are relative to the folder of the Dockerfile; check .dockerignore too.'
  throw refuseAt(place, `${source} is not in ${tree.name}.`, remedy)
}

/** What lies in a folder, with where it goes. */
function below(tree: FileTree, folder: string, target: string): Move[] {
  const prefix = folder === '' ? '' : `${folder}/`
  return [...tree.nodes.keys()]
    .filter((each) => each.startsWith(prefix) && each !== folder)
    .map((each) => ({ source: each, target: joined(target, each.slice(prefix.length)) }))
}

function resolved(nodes: ReadonlyMap<string, FileNode>, written: string, place: Place): string {
  try {
    return resolvePath(nodes, written)
  } catch (error) {
    throw refuseAt(place, `${(error as Error).message}.`)
  }
}

/** Folders above `target` that are neither in the image nor among the entries. */
function missingParents(target: string, files: RootFs, entries: Map<string, LayerEntry>, place: Place) {
  const parents: Extract<LayerEntry, { type: 'directory' }>[] = []
  const parts = target.split('/')
  for (let depth = 1; depth < parts.length; depth++) {
    const parent = parts.slice(0, depth).join('/')
    const taken = entries.get(parent)?.type ?? files.get(parent)?.type
    if (taken === undefined) parents.push({ type: 'directory', path: parent, mode: 0o755 })
    else if (taken === 'file' || taken === 'hardlink')
      throw refuseAt(place, `/${target} cannot be made: /${parent} is a file.`)
  }
  return parents
}

function entryOf(
  target: string,
  node: FileNode,
  content: { file: string; size: number } | undefined,
  copy: Copy,
): LayerEntry {
  const owner = copy.owner ?? {}
  if (node.type === 'symlink') return { type: 'symlink', path: target, target: node.target ?? '', ...owner }
  const mode = copy.mode ?? node.mode & 0o777
  if (!content) return { type: 'directory', path: target, mode, ...owner }
  return { type: 'file', path: target, mode, content, ...owner }
}

const joined = (folder: string, name: string) => (folder === '' ? name : `${folder}/${name}`)
const byBytes = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b))

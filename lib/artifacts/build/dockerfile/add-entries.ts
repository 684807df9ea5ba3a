import type { LayerEntry } from '../../oci/write-layer.ts'
import { archiveEntries, archiveKind } from './archive-entries.ts'
import { type Copy, copyEntries, findSources, targetOf } from './copy-entries.ts'
import type { RootFs } from './rootfs.ts'

/**
 * What an ADD puts on top of `files`: as COPY, but a source that is itself an archive is unpacked into the destination.
 * Throws as `copyEntries` and `archiveEntries` do.
 */
export async function addEntries(copy: Copy, files: RootFs, work: string): Promise<LayerEntry[]> {
  const { from, place } = copy
  const { target } = targetOf(copy, files)
  const plain: string[] = []
  const entries: LayerEntry[] = []
  for (const source of copy.sources.flatMap((each) => findSources(from, each, place))) {
    const stored = from.nodes.get(source)?.type === 'file' ? (await from.contents([source])).get(source) : undefined
    const kind = stored && (await archiveKind(stored.file, place))
    if (!stored || !kind) {
      plain.push(source)
      continue
    }
    if (target !== '' && !files.has(target)) entries.push({ type: 'directory', path: target, mode: 0o755 })
    entries.push(...(await archiveEntries(stored.file, kind, target, work)))
  }
  if (plain.length) entries.push(...(await copyEntries({ ...copy, sources: plain }, files)))
  return [...new Map(entries.map((entry) => [entry.path, entry])).values()]
}

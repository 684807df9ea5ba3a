import { BareCountError } from '../../errors.ts'
import { readBlob } from '../blobs.ts'
import { choosePlatform, type ImageIndex, indexSchema, isIndex } from './choose-platform.ts'
import type { Imported, ImportOptions } from './import-archive.ts'
import { requireImage } from './require-image.ts'
import { type Descriptor, jsonOf } from './schema.ts'

/** The digest of the manifest that an imported OCI layout holds for the platform, with all it names there too. */
export async function finishLayout(imported: Imported, options: ImportOptions): Promise<string> {
  const there = new Set(imported.blobs.values())
  const { what, platform } = options
  const take = ({ digest }: Descriptor): string => {
    if (there.has(digest)) return digest
    throw new BareCountError('build_failed', `${what} names ${digest}, which it does not hold.`)
  }
  let index = parseIndex(what, imported.documents.get('index.json') ?? Buffer.alloc(0))
  let chosen = choosePlatform(what, index, platform, options.tag)
  while (isIndex(chosen.mediaType)) {
    index = parseIndex(what, await readBlob(take(chosen)))
    chosen = choosePlatform(what, index, platform)
  }
  const digest = take(chosen)
  const { manifest } = await requireImage(what, digest, platform)
  for (const each of [manifest.config, ...manifest.layers]) take(each)
  return digest
}

/** An image index from its bytes. Throws `build_failed`. */
export function parseIndex(what: string, bytes: Buffer): ImageIndex {
  try {
    return indexSchema.parse(jsonOf(bytes))
  } catch (cause) {
    throw new BareCountError('build_failed', `The index of ${what} is not that of an OCI image.`, { cause })
  }
}

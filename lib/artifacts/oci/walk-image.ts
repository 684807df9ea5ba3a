import type { Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { extract } from 'tar-stream'
import { streamBlob } from '../blobs.ts'
import { readImage } from './image.ts'
import type { Descriptor } from './schema.ts'
import { tarBudget } from './tar-budget.ts'

/** A file as a layer has it. `content` must be read or resumed before the next one comes. */
export type ImageFile = {
  /** Without a leading `/` or `./`. */
  path: string
  type: 'file' | 'directory' | 'symlink' | 'hardlink' | 'other'
  size: number
  mode: number
  target?: string
  content: Readable
  /** Digest of the layer it is in. */
  layer: string
}

const types = { file: 'file', directory: 'directory', symlink: 'symlink', link: 'hardlink' } as const

/**
 * Goes through an image's files, layer by layer from the lowest, whiteouts (`.wh.…`) included: a later file of the same
 * path is the one that counts. In bounded memory, whatever the image's size. Throws what `visit` throws.
 */
export async function walkImage(digest: string, visit: (file: ImageFile) => Promise<void>): Promise<void> {
  const { manifest } = await readImage(digest)
  for (const layer of manifest.layers) await walkLayer(layer, visit)
}

/**
 * Goes through the files of one layer. Throws what `visit` throws, `unavailable` when the layer is damaged, and
 * `hostile_archive` when it is a bomb.
 */
export async function walkLayer(layer: Descriptor, visit: (file: ImageFile) => Promise<void>): Promise<void> {
  const tar = extract()
  const source = streamBlob(layer.digest)
  const plain = layer.mediaType.endsWith('gzip') ? source.pipe(createGunzip()) : source
  const take = tarBudget(`The layer ${layer.digest}`)
  for (const stage of [source, plain]) stage.on('error', (error) => tar.destroy(error))
  plain.pipe(tar)
  try {
    for await (const entry of tar) {
      const { name, type, size = 0, mode = 0o644, linkname } = entry.header
      take(size)
      await visit({
        path: name.replace(/^(\.?\/)+/, '').replace(/\/$/, ''),
        type: types[type as keyof typeof types] ?? 'other',
        size,
        mode,
        ...(linkname ? { target: linkname } : {}),
        content: entry as unknown as Readable,
        layer: layer.digest,
      })
      entry.resume()
    }
  } finally {
    // Nobody reads on after a failure, and the file would stay open.
    for (const stage of [source, plain]) stage.destroy()
  }
}

import { BareCountError } from '../../errors.ts'
import { readBlob } from '../blobs.ts'
import { wrongPlatform } from './choose-platform.ts'
import { type Layer, type OciImage, readImage } from './image.ts'
import { jsonOf, manifestSchema, mediaTypes } from './schema.ts'

/** Docker's names for what OCI calls a layer. */
const ociLayerType: Record<string, string> = {
  'application/vnd.docker.image.rootfs.diff.tar': mediaTypes.layer,
  'application/vnd.docker.image.rootfs.diff.tar.gzip': mediaTypes.gzipLayer,
}

/**
 * An image of the blob store that can run on `platform`. Throws `build_failed` when it does not say what it is for, is
 * for something else, or has layers that are not tar or gzip.
 */
export async function requireImage(what: string, digest: string, platform: string): Promise<OciImage> {
  const manifest = manifestSchema.safeParse(jsonOf(await readBlob(digest)))
  if (!manifest.success) throw new BareCountError('build_failed', `${what} is not an image manifest.`)
  const config = jsonOf(await readBlob(manifest.data.config.digest)) as
    | { architecture?: unknown; os?: unknown }
    | undefined
  if (typeof config?.architecture !== 'string' || typeof config.os !== 'string' || !config.architecture || !config.os) {
    throw new BareCountError('build_failed', `${what} does not say for which platform it is.`, {
      remedy: `Build it with a platform, such as ${platform}.`,
    })
  }
  const its = `${config.os}/${config.architecture}`
  if (its !== platform) throw wrongPlatform(what, platform, [its])
  const image = await readImage(digest)
  for (const { mediaType } of image.manifest.layers) layerType(what, mediaType)
  return image
}

/** The layers of an image as another one can be built on them, each with the instruction that made it. */
export function layersOf(what: string, { manifest, config }: OciImage): Layer[] {
  const made = (config.history ?? []).filter(({ empty_layer: empty }) => empty !== true)
  return manifest.layers.map(({ mediaType, digest, size }, at) => ({
    descriptor: { mediaType: layerType(what, mediaType), digest, size },
    diffId: config.rootfs.diff_ids[at] ?? digest,
    createdBy: made[at]?.created_by ?? '',
  }))
}

/** What OCI calls a layer of this type. Throws `build_failed` for zstd and for layers that are elsewhere. */
export function layerType(what: string, mediaType: string): string {
  const type = ociLayerType[mediaType] ?? mediaType
  if (type === mediaTypes.layer || type === mediaTypes.gzipLayer) return type
  throw new BareCountError('build_failed', `${what} has a layer of type ${mediaType}, which is not taken here.`, {
    remedy: 'Make the image with layers that are tar archives, plain or gzipped.',
  })
}

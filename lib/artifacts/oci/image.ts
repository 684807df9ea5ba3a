import canonicalize from 'canonicalize'
import { BareCountError } from '../../errors.ts'
import { putBlob, readBlob } from '../blobs.ts'
import {
  type Descriptor,
  type ImageConfig,
  type ImageManifest,
  imageConfigSchema,
  manifestSchema,
  mediaTypes,
} from './schema.ts'

/** A layer in the blob store. `diffId` is the digest of its uncompressed bytes. */
export type Layer = { descriptor: Descriptor; diffId: string; createdBy: string }

export type OciImage = { digest: string; manifest: ImageManifest; config: ImageConfig }

/** Images carry one instant, since a real one would make every build different. */
const CREATED = '1970-01-01T00:00:00Z'

/** What `process.arch` is called in images. */
export const architecture = process.arch === 'x64' ? 'amd64' : process.arch

/**
 * Writes an image's config and manifest over layers that are in the blob store. The same layers and settings give the
 * same digest: the JSON is canonical (RFC 8785) and holds no time. Returns the manifest's digest and the bytes of all.
 */
export async function writeImage(
  layers: readonly Layer[],
  settings: NonNullable<ImageConfig['config']>,
  platform: { architecture: string; os: string } = { architecture, os: 'linux' },
): Promise<{ digest: string; size: number }> {
  const config = {
    created: CREATED,
    ...platform,
    config: settings,
    rootfs: { type: 'layers', diff_ids: layers.map(({ diffId }) => diffId) },
    history: layers.map(({ createdBy }) => ({ created: CREATED, created_by: createdBy })),
  }
  const written = await putBlob(Buffer.from(canonicalize(config) as string))
  const manifest = {
    schemaVersion: 2,
    mediaType: mediaTypes.manifest,
    config: { mediaType: mediaTypes.config, ...written },
    layers: layers.map(({ descriptor }) => descriptor),
  }
  const { digest, size } = await putBlob(Buffer.from(canonicalize(manifest) as string))
  return { digest, size: size + written.size + layers.reduce((sum, { descriptor }) => sum + descriptor.size, 0) }
}

/** An image of the blob store with its config, every byte checked. Throws `invalid_input` when it is not an image. */
export async function readImage(digest: string): Promise<OciImage> {
  const manifest = parse(await readBlob(digest), manifestSchema, `The manifest ${digest}`)
  const config = parse(await readBlob(manifest.config.digest), imageConfigSchema, `The config of ${digest}`)
  if (config.rootfs.diff_ids.length !== manifest.layers.length) {
    throw new BareCountError('invalid_input', `The image ${digest} names another number of layers than it has.`)
  }
  return { digest, manifest, config }
}

function parse<T>(
  bytes: Buffer,
  schema: { safeParse(value: unknown): { success: boolean; data?: T; error?: Error } },
  what: string,
): T {
  let value: unknown
  try {
    value = JSON.parse(bytes.toString('utf8'))
  } catch (cause) {
    throw new BareCountError('invalid_input', `${what} is not JSON.`, { cause })
  }
  const parsed = schema.safeParse(value)
  if (!parsed.success || parsed.data === undefined) {
    throw new BareCountError('invalid_input', `${what} is not that of an OCI image.`, { cause: parsed.error })
  }
  return parsed.data
}

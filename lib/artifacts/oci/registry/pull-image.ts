import { putBlob } from '../../blobs.ts'
import { choosePlatform, isIndex } from '../choose-platform.ts'
import { parseIndex } from '../finish-layout.ts'
import { layerType, requireImage } from '../require-image.ts'
import { jsonOf, manifestSchema } from '../schema.ts'
import { fetchManifest } from './manifests.ts'
import { pullBlob } from './pull-blob.ts'
import { type Reference, sayReference } from './reference.ts'
import type { RegistryClient } from './registry-client.ts'
import { registryFault } from './registry-fault.ts'

/** Of all blobs of an image together: no useful one is larger, and the disk is everybody's. */
const MAX_IMAGE_BYTES = 32 * 1024 ** 3

export type PulledImage = { digest: string; sizeBytes: number }

export type PullOptions = {
  platform: string
  log(line: string): void
}

/** An image of a registry that is for one platform; nothing of it has been brought here but its manifest. */
export type ChosenImage = { digest: string; bytes: Buffer }

/**
 * The manifest that a digest means on `platform`: itself, or what an index names for it.
 * Throws `build_failed` when there is none.
 */
export async function chooseImage(
  client: RegistryClient,
  reference: Reference & { digest: string },
  platform: string,
): Promise<ChosenImage> {
  const what = sayReference(reference)
  const seen: string[] = []
  for (let digest = reference.digest; ; ) {
    const found = await fetchManifest(client, reference.repository, digest)
    if (!found) throw registryFault(client.registry, `has no ${what}`)
    if (!isIndex(found.mediaType)) return { digest, bytes: found.bytes }
    seen.push(digest)
    digest = choosePlatform(what, parseIndex(what, found.bytes), platform).digest
    if (seen.includes(digest)) throw registryFault(client.registry, `leads round in a circle at ${what}`)
  }
}

/**
 * Brings an image into the blob store, config first, so that one for another platform costs nothing. Every digest and
 * size is checked on the way. Throws `build_failed` saying what is wrong with the image or the registry.
 */
export async function pullImage(
  client: RegistryClient,
  reference: Reference & { digest: string },
  { platform, log }: PullOptions,
): Promise<PulledImage> {
  const { repository } = reference
  const what = sayReference(reference)
  const { digest, bytes } = await chooseImage(client, reference, platform)
  const manifest = manifestSchema.safeParse(jsonOf(bytes)).data
  if (!manifest)
    throw registryFault(client.registry, `has no image manifest at ${what}`, 'Images of manifest version 2 are taken.')
  for (const { mediaType } of manifest.layers) layerType(what, mediaType)
  const parts = [manifest.config, ...manifest.layers]
  const blobBytes = parts.reduce((sum, { size }) => sum + size, 0)
  if (blobBytes > MAX_IMAGE_BYTES)
    throw registryFault(client.registry, `has more than 32 GiB for ${what}`, 'Take a smaller image.')
  await pullBlob(client, repository, manifest.config)
  await putBlob(bytes, { digest })
  await requireImage(what, digest, platform)
  for (const [at, layer] of manifest.layers.entries()) {
    await pullBlob(client, repository, layer)
    log(`Layer ${at + 1} of ${manifest.layers.length}: ${layer.size} bytes, ${layer.digest}`)
  }
  return { digest, sizeBytes: blobBytes + bytes.length }
}

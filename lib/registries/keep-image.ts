import { putBlob } from '../artifacts/blobs.ts'
import type { BundleManifest } from '../artifacts/oci/bundle-manifest.ts'
import { type Descriptor, type ImageManifest as Manifest, mediaTypes } from '../artifacts/oci/schema.ts'
import type { Tx } from '../db/client.ts'

export type KeptImage = {
  subject: Descriptor
  manifest: Manifest
  bundles: readonly BundleManifest[]
  tags: readonly string[]
}

/** Lets a repository of the portal's own registry give out an image and what refers to it. Whether anything was new. */
export async function keepImage(tx: Tx, tenantId: string, name: string, kept: KeptImage): Promise<boolean> {
  const { subject, manifest, bundles, tags } = kept
  const own = { tenantId, repository: name }
  await tx.imageRepository.createMany({ data: [{ tenantId, name }], skipDuplicates: true })
  const blobs = [manifest.config, ...manifest.layers, ...bundles.flatMap((bundle) => bundle.blobs)]
  await tx.imageBlob.createMany({
    data: blobs.map(({ digest, size }) => ({ ...own, digest, sizeBytes: size })),
    skipDuplicates: true,
  })
  for (const { bytes, entry } of bundles) await putBlob(bytes, { digest: entry.digest })
  const { count } = await tx.imageManifest.createMany({
    data: [
      { ...own, digest: subject.digest, mediaType: subject.mediaType, sizeBytes: subject.size },
      ...bundles.map(({ entry }) => ({
        ...own,
        digest: entry.digest,
        mediaType: mediaTypes.manifest,
        sizeBytes: entry.size,
        artifactType: entry.artifactType ?? null,
        annotations: entry.annotations ?? {},
        subjectDigest: subject.digest,
      })),
    ],
    skipDuplicates: true,
  })
  let moved = 0
  for (const tag of tags) moved += await moveTag(tx, own, tag, subject.digest)
  return count + moved > 0
}

/** Points a tag at a manifest; 0 when it did already. */
async function moveTag(
  tx: Tx,
  own: { tenantId: string; repository: string },
  name: string,
  digest: string,
): Promise<number> {
  const { count: made } = await tx.imageTag.createMany({ data: [{ ...own, name, digest }], skipDuplicates: true })
  if (made) return made
  const where = { ...own, name, digest: { not: digest } }
  const { count } = await tx.imageTag.updateMany({ where, data: { digest, updatedAt: new Date() } })
  return count
}

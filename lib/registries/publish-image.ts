import { blobSize } from '../artifacts/blobs.ts'
import { type BundleManifest, bundleManifest } from '../artifacts/oci/bundle-manifest.ts'
import { readImage } from '../artifacts/oci/image.ts'
import { mediaTypes } from '../artifacts/oci/schema.ts'
import type { Actor } from '../auth/actor.ts'
import { db, transaction } from '../db/client.ts'
import { appendEvidence } from '../evidence/append-evidence.ts'
import { imageAddress } from './address.ts'
import { keepImage } from './keep-image.ts'
import { pushToRegistry } from './push-to-registry.ts'

export type Publication = {
  /** Of the image's manifest. */
  digest: string
  /** The manifest's name: the repository's. */
  name: string
  tags: string[]
  about: { manifestId: string; environmentId: string; deploymentId: string }
  log(line: string): void
  signal?: AbortSignal | undefined
}

/**
 * Makes an image and its signed statements available to other tools: in the configured registry, and in the portal's
 * own, which serves them read-only under `/v2/`. Statements are Sigstore bundles that refer to the image (OCI 1.1).
 * Doing it again sends and writes only what is new. Throws `build_failed` saying what the registry refused.
 */
export async function publishImage(
  actor: Actor,
  publication: Publication,
): Promise<{ address: string; referrers: number }> {
  const { digest, name, tags, about, log, signal } = publication
  const { tenantId } = actor
  const { manifest } = await readImage(digest)
  const subject = { mediaType: manifest.mediaType ?? mediaTypes.manifest, digest, size: await blobSize(digest) }
  const statements = await statementsOf(tenantId, digest)
  const bundles: BundleManifest[] = []
  for (const statement of statements) bundles.push(await bundleManifest(subject, statement))
  const address = imageAddress(actor.tenantSlug, name)
  await pushToRegistry({ repository: `${actor.tenantSlug}/${name}`, digest, tags, bundles, log, signal })
  const kept = { subject, manifest, bundles, tags }
  await transaction(async (tx) => {
    if (!(await keepImage(tx, tenantId, name, kept))) return
    await appendEvidence(tx, {
      ...about,
      kind: 'artifact.published',
      actor,
      result: 'succeeded',
      subjectDigests: [{ name, sha256: digest }],
      digest,
      repository: address,
      tags,
      referrers: bundles.map(({ entry }) => entry.digest),
    })
  })
  log(`Published as ${address}:${tags[0]} with ${bundles.length} signed statements.`)
  return { address, referrers: bundles.length }
}

async function statementsOf(tenantId: string, digest: string) {
  const rows = await db.attestation.findMany({
    where: { tenantId, artifact: { digest } },
    select: { predicateType: true, bundle: true, createdAt: true },
    orderBy: { id: 'asc' },
  })
  return rows.map(({ bundle, ...row }) => ({ ...row, bundle: bundle as object }))
}

import { type BuiltArtifact, builderVersion } from '../artifacts/build/build-artifact.ts'
import { platformHere } from '../artifacts/oci/choose-platform.ts'
import { type PublisherSays, publisherSays } from '../artifacts/oci/registry/publisher-signatures.ts'
import { chooseImage, pullImage } from '../artifacts/oci/registry/pull-image.ts'
import { parseReference, type Reference } from '../artifacts/oci/registry/reference.ts'
import { type RegistryClient, registryClient } from '../artifacts/oci/registry/registry-client.ts'
import { REFERENCED_IMAGE_BUILD_TYPE } from '../artifacts/sign/provenance.ts'
import { BareCountError } from '../errors.ts'
import { requireApproval } from './tenant-images.ts'

export type ReferenceRequest = {
  tenantId: string
  /** `runner.image.ref` of the manifest. */
  reference: string
  log(line: string): void
  signal?: AbortSignal | undefined
}

/**
 * Takes an image that somebody else built: its registry must be approved, and what its publisher signed is checked
 * before anything but manifests is fetched. Returns it as if it had been built here.
 * Throws `policy_denied` for a registry that is not approved and for a signature that is asked for and not there,
 * `build_failed` for what the registry does wrong.
 */
export async function takeReference({ tenantId, reference, log, signal }: ReferenceRequest): Promise<BuiltArtifact> {
  const startedAt = new Date()
  const named = parsed(reference)
  const approval = await requireApproval(tenantId, named)
  const client = registryClient(named.registry, { signal })
  const { digest: chosen } = await chooseImage(client, named, platformHere)
  const says = await saysOf(client, named, chosen, approval.publisherKeys)
  for (const problem of says.problems) log(problem)
  for (const { predicateType } of says.attestations) log(`The publisher states ${predicateType} of it.`)
  log(
    says.signedBy.length
      ? `Signed by the publisher with ${says.signedBy.join(', ')}.`
      : 'No key of the publisher signed it.',
  )
  if (approval.signatureRequired && !says.signedBy.length) throw unsigned(reference, approval.prefix, says)
  const { digest, sizeBytes } = await pullImage(client, named, { platform: platformHere, log })
  return {
    digest,
    kind: 'image',
    sizeBytes,
    buildType: REFERENCED_IMAGE_BUILD_TYPE,
    parameters: { ref: reference },
    materials: [{ uri: `docker://${reference}`, digest: { sha256: named.digest.slice(7) } }],
    builderVersion,
    facts: { approvedAs: approval.prefix },
    reference: { name: reference, signedBy: says.signedBy, attestations: says.attestations },
    startedAt,
    finishedAt: new Date(),
  }
}

/** What the publisher says of the digest that is named, and of the image it leads to on this platform. */
async function saysOf(
  client: RegistryClient,
  { repository, digest }: Reference & { digest: string },
  chosen: string,
  keys: readonly string[],
): Promise<PublisherSays> {
  const found: PublisherSays[] = []
  for (const each of new Set([digest, chosen])) found.push(await publisherSays(client, repository, each, keys))
  return {
    signedBy: [...new Set(found.flatMap(({ signedBy }) => signedBy))],
    attestations: found.flatMap(({ attestations }) => attestations),
    problems: found.flatMap(({ problems }) => problems),
  }
}

function parsed(reference: string): Reference & { digest: string } {
  const named = parseReference(reference)
  if (named?.digest) return { ...named, digest: named.digest }
  throw new BareCountError('build_failed', `${reference} does not name an image by digest.`, {
    remedy: 'Write registry/repository@sha256:…',
  })
}

function unsigned(reference: string, prefix: string, { problems }: PublisherSays): BareCountError {
  return new BareCountError('policy_denied', `${reference} carries no signature of its publisher.`, {
    faults: problems.map((message) => ({ path: 'runner.image.ref', message })),
    remedy: `Take an image that the publisher signed, or correct the keys of ${prefix} under Settings → Registries.`,
  })
}

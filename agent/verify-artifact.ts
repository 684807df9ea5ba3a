import type { LeasedRun } from '#lib/agents/prepare-leased.ts'
import type { TrustedKey } from '#lib/agents/schema.ts'
import { predicateTypes } from '#lib/artifacts/sign/statement.ts'
import { verifyBundle } from '#lib/artifacts/sign/verify-bundle.ts'

/**
 * Why an artifact must not be run here; undefined when it may: it is the one this host carries, and one of its
 * provenance statements is signed by a key that is trusted here. The portal is not asked.
 */
export function refusalOfArtifact(
  { artifact, spec }: Pick<LeasedRun, 'artifact' | 'spec'>,
  own: { digest: string | undefined; trustedKeys: readonly TrustedKey[] },
): string | undefined {
  if (artifact.digest !== spec.artifactDigest)
    return `The run is for ${spec.artifactDigest}, and came with ${artifact.digest}.`
  if (own.digest && own.digest !== artifact.digest)
    return `This host carries ${own.digest}, and the run is for ${artifact.digest}.`
  let why = 'it came with no statement about where it is from'
  for (const bundle of artifact.bundles) {
    const fault = faultOf(bundle, artifact.digest, own.trustedKeys)
    if (!fault) return undefined
    why = fault
  }
  return `The signature of ${artifact.digest} was refused: ${why}.`
}

function faultOf(bundle: unknown, digest: string, keys: readonly TrustedKey[]): string | undefined {
  try {
    const statement = verifyBundle(bundle, {
      trustedKeys: keys.map((key) => key.publicPem),
      sha256: digest.replace('sha256:', ''),
      predicateType: predicateTypes.provenance,
    })
    const signer = keyOf(bundle, keys)
    if (!signer?.validUntil) return undefined
    const built = builtAt(statement.predicate)
    const intime = built !== undefined && built < new Date(signer.validUntil)
    return intime ? undefined : `its key ended on ${new Date(signer.validUntil).toISOString()}`
  } catch (error) {
    return (error as Error).message.replace(/\.$/, '')
  }
}

function keyOf(bundle: unknown, keys: readonly TrustedKey[]): TrustedKey | undefined {
  const { verificationMaterial } = bundle as { verificationMaterial: { publicKey: { hint: string } } }
  return keys.find((key) => key.keyId === verificationMaterial.publicKey.hint)
}

/** When the build ended, by the signed provenance. */
function builtAt(predicate: Record<string, unknown>): Date | undefined {
  const details = predicate.runDetails as { metadata?: { finishedOn?: string } } | undefined
  const at = new Date(details?.metadata?.finishedOn ?? Number.NaN)
  return Number.isNaN(at.getTime()) ? undefined : at
}

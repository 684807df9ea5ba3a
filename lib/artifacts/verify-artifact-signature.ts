import { db, unsafeDb } from '../db/client.ts'
import { BareCountError } from '../errors.ts'
import { predicateTypes } from './sign/statement.ts'
import { verifyBundle } from './sign/verify-bundle.ts'

/**
 * Whether the artifact's provenance verifies now with a key of this installation that is not revoked and whose validity
 * covers the signing.
 * Looks at the stored bundle's bytes each time: what was verified once may have been changed since.
 */
export async function verifyArtifactSignature(tenantId: string, digest: string): Promise<boolean> {
  const attestations = await db.attestation.findMany({
    where: { tenantId, artifact: { digest }, predicateType: predicateTypes.provenance },
    select: { bundle: true, createdAt: true },
  })
  // Keys belong to the installation, not to a tenant.
  const keys = await unsafeDb.signingKey.findMany({ where: { revokedAt: null } })
  return attestations.some(({ bundle, createdAt }) => {
    const valid = keys.filter((key) => !key.validUntil || key.validUntil > createdAt)
    try {
      verifyBundle(bundle, {
        trustedKeys: valid.map((key) => key.publicPem),
        sha256: digest.replace('sha256:', ''),
        // As it was signed: the row's own column says only under which type it was kept.
        predicateType: predicateTypes.provenance,
      })
      return true
    } catch (error) {
      if (error instanceof BareCountError && error.code === 'evidence_invalid') return false
      throw error
    }
  })
}

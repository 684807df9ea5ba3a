import type { TrustedKey } from '#lib/agents/schema.ts'
import { predicateTypes } from '#lib/artifacts/sign/statement.ts'
import { verifyBundle } from '#lib/artifacts/sign/verify-bundle.ts'

/**
 * The keys to trust after the portal told its own: those pinned, with what is now known of their end, and each further
 * one that a trusted key vouches for. The portal's word alone adds none. `told` is oldest first. Pure.
 */
export function learnKeys(pinned: readonly TrustedKey[], told: readonly TrustedKey[]): TrustedKey[] {
  const known = new Map(told.map((key) => [key.keyId, key]))
  const trusted = pinned.map((key) => ({ ...key, validUntil: known.get(key.keyId)?.validUntil ?? key.validUntil }))
  for (const key of told) {
    if (trusted.some(({ keyId }) => keyId === key.keyId)) continue
    if (isVouchedFor(key, trusted)) trusted.push(key)
  }
  return trusted
}

function isVouchedFor({ keyId, publicPem, endorsement }: TrustedKey, trusted: readonly TrustedKey[]): boolean {
  if (!endorsement) return false
  try {
    const { predicate } = verifyBundle(endorsement, {
      trustedKeys: trusted.map((key) => key.publicPem),
      sha256: keyId,
      predicateType: predicateTypes.successor,
    })
    return predicate.publicPem === publicPem
  } catch {
    return false
  }
}

import { createHash } from 'node:crypto'
import canonicalize from 'canonicalize'

/** What somebody vouches for with a passkey: this verdict, on this request, for exactly these digests. */
export type Vouched = { approvalId: string; decisionDigest: string; verdict: string }

/**
 * What the authenticator signs over: SHA-256, base64url, of the canonical JSON (RFC 8785) of what is vouched for and a
 * nonce. So the signature itself says what was decided. Pure. Source: docs/formats/passkey-votes.md.
 */
export function voteChallenge({ approvalId, decisionDigest, verdict }: Vouched, nonce: string): string {
  const text = canonicalize({ approvalId, decisionDigest, nonce, verdict }) as string
  return createHash('sha256').update(text).digest('base64url')
}

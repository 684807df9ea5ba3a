import { randomBytes } from 'node:crypto'
import { hashToken } from '../auth/api-token.ts'
import type { Identity } from './schema.ts'

/** Short, so that one that leaks with its key is soon worth nothing; long enough to live through an outage's renewal. */
const IDENTITY_MS = 60 * 60_000

/** A new identity for an agent, and what the database keeps of it. */
export function newIdentity(): {
  given: Identity
  kept: { identityHash: string; identityExpiresAt: Date }
} {
  const identity = `bca_${randomBytes(32).toString('base64url')}`
  const expiresAt = new Date(Date.now() + IDENTITY_MS)
  return { given: { identity, expiresAt }, kept: { identityHash: hashToken(identity), identityExpiresAt: expiresAt } }
}

/** Members, tokens, passkeys, keys and secrets. */
export type TenancyFacts = {
  'tenant.created': { name: string; slug: string }
  'member.added': { userId: string; email: string; roles: readonly string[] }
  'member.changed': { userId: string; email: string; before: readonly string[]; after: readonly string[] }
  'member.removed': { userId: string; email: string }
  'token.created': { tokenId: string; name: string; scopes: readonly string[]; expiresAt: string }
  'token.revoked': { tokenId: string; name: string }
  'passkey.enrolled': { passkeyId: string; name: string; credentialId: string; publicKey: string; synced: boolean }
  'passkey.removed': { passkeyId: string; name: string; credentialId: string }
  'key.added': { keyId: string; purpose: string; publicPem: string }
  'key.replaced': { keyId: string; by: string; validUntil: string }
  'key.revoked': { keyId: string; reason: string; artifacts: number }
  'secret.written': { path: string; version: number }
  'retention.changed': { logClass: string; days: number; before: number }
  'evidence.read': { subject: string }
  'evidence.exported': { filters: Record<string, unknown>; events: number; treeSize: number }
}

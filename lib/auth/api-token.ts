import { createHash, randomBytes } from 'node:crypto'
import { unsafeDb } from '../db/client.ts'
import { BareCountError } from '../errors.ts'
import { type Actor, makeActor } from './actor.ts'
import { type Permission, permissions } from './permissions.ts'

/** A new bearer secret: a prefix that secret scanners can recognise and 256 random bits. */
export function newTokenSecret(): string {
  return `bct_${randomBytes(32).toString('base64url')}`
}

/** What the database keeps. The secret has 256 bits of its own, so a plain hash cannot be guessed back. */
export function hashToken(secret: string): string {
  return createHash('sha256').update(secret).digest('hex')
}

/** The actor behind a bearer token, narrowed to its scopes. Throws `unauthenticated` alike for unknown, expired and revoked ones. */
export async function actorOfToken(secret: string): Promise<Actor> {
  // The token itself says which tenant; until it is found there is none to filter by.
  const token = await unsafeDb.apiToken.findUnique({ where: { hash: hashToken(secret) } })
  const now = new Date()
  const [user, tenant, membership] = token
    ? await Promise.all([
        unsafeDb.user.findUnique({ where: { id: token.userId } }),
        unsafeDb.tenant.findUnique({ where: { id: token.tenantId } }),
        unsafeDb.membership.findUnique({
          where: { tenantId_userId: { tenantId: token.tenantId, userId: token.userId } },
        }),
      ])
    : [null, null, null]
  const valid = token && !token.revokedAt && token.expiresAt > now && user && !user.disabledAt
  // A platform admin works in tenants that it is no member of, with a token as on the pages.
  const mayBeThere = valid && (membership || user.platformAdmin)
  if (!mayBeThere || !tenant || tenant.suspendedAt) {
    throw new BareCountError('unauthenticated', 'The API token is not valid, or not any more.', {
      remedy: 'Make a new token under Settings, or run `barecount login` again.',
    })
  }
  await unsafeDb.apiToken.updateMany({
    where: { hash: token.hash, OR: [{ lastUsedAt: null }, { lastUsedAt: { lt: new Date(now.getTime() - 60_000) } }] },
    data: { lastUsedAt: now },
  })
  return makeActor({
    kind: 'token',
    userId: user.id,
    label: `${user.email} (token ${token.name})`,
    tenantId: token.tenantId,
    tenantSlug: tenant.slug,
    roles: membership?.roles ?? [],
    // As with roles: what the owner may now, within the token's scopes.
    platformAdmin: user.platformAdmin,
    scopes: permissions.filter((name): name is Permission => token.scopes.includes(name)),
    expiresAt: token.expiresAt,
  })
}

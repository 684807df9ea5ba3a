import { may } from '../auth/authorise.ts'
import { actorInTenant } from '../auth/memberships.ts'
import { permissions } from '../auth/permissions.ts'
import { signInWithPassword } from '../auth/sign-in.ts'
import { unsafeDb } from '../db/client.ts'
import { BareCountError } from '../errors.ts'
import { createToken } from './create-token.ts'

const DAYS = 7

/**
 * What `barecount login` does: an e-mail address and password for an API token with all the person's own permissions,
 * for a week. Throws `unauthenticated` or `rate_limited`.
 */
export async function exchangePassword(
  input: { email: string; password: string; tenant?: string; device: string },
  address: string,
) {
  const user = await signInWithPassword(input.email, input.password, address)
  if (!user) {
    throw new BareCountError('unauthenticated', 'The e-mail address and password do not match an account.', {
      remedy: 'Check both; with single sign-on, make a token under Settings and use `barecount login --token`.',
    })
  }
  const row = await unsafeDb.user.findUniqueOrThrow({
    where: { id: user.id },
    select: { platformAdmin: true, firstPassword: true },
  })
  if (row.firstPassword) {
    throw new BareCountError('forbidden', 'This account still has its first password, which somebody else has seen.', {
      remedy: 'Sign in to the portal once and choose your own.',
    })
  }
  const actor = await actorInTenant({ ...user, ...row }, input.tenant)
  if (!actor) throw new BareCountError('forbidden', 'This account belongs to no tenant yet.')
  if (input.tenant && actor.tenantSlug !== input.tenant)
    throw new BareCountError('not_found', `You are in no tenant named ${input.tenant}.`)
  const scopes = permissions.filter((permission) => may(actor, permission))
  const token = await createToken(actor, { name: `CLI on ${input.device}`, scopes, days: DAYS })
  return { secret: token.secret, tenant: actor.tenantSlug, expiresAt: token.expiresAt }
}

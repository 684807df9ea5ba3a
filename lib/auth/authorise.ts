import { BareCountError } from '../errors.ts'
import { mayAct } from '../policy/may-act.ts'
import type { Actor } from './actor.ts'
import type { Permission } from './permissions.ts'

type Rights = Pick<Actor, 'kind' | 'roles' | 'platformAdmin'> & { scopes?: readonly Permission[] | undefined }

/**
 * Whether `actor` may do `permission` in its tenant: the access policies decide (lib/policy/policies/rbac.cedar).
 * A token never exceeds its scopes. Throws `unavailable` when the policies cannot be read.
 */
export function may(actor: Rights, permission: Permission): boolean {
  const { kind, roles, platformAdmin, scopes } = actor
  try {
    return mayAct({ system: kind === 'system', roles, platformAdmin, scopes }, permission)
  } catch (cause) {
    throw new BareCountError('unavailable', 'The access policies could not be read, so nothing is permitted.', {
      remedy: 'Ask a platform admin to look at the server log.',
      cause,
    })
  }
}

/** Throws `forbidden`, naming the permission and who could do it, unless `actor` may. */
export function authorise(actor: Actor, permission: Permission): void {
  if (may(actor, permission)) return
  throw new BareCountError('forbidden', `Your role in ${actor.tenantSlug} does not include ${permission}.`, {
    remedy: may({ ...actor, scopes: undefined }, permission)
      ? 'Use a token with that scope.'
      : 'Ask an admin of the tenant for a role that includes it.',
  })
}

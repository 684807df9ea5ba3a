import type { Role } from '../db/generated/enums.ts'
import { BareCountError } from '../errors.ts'
import type { Actor } from './actor.ts'
import { type Permission, permissions } from './permissions.ts'

const reading = permissions.filter((name) => name.endsWith(':read'))

const granted: Record<Role, readonly Permission[]> = {
  engineer: [
    'manifest:read',
    'manifest:write',
    'deployment:read',
    'deployment:request',
    'deployment:cancel',
    'approval:read',
    'runner:read',
    'run:read',
    'run:start',
    'run:cancel',
    'artifact:read',
    'source:upload',
    'secret:list',
    'secret:write',
    'policy:read',
    'cost:read',
    'evidence:read',
    'member:read',
    'token:manage',
    'environment:read',
  ],
  approver: [...reading, 'approval:decide', 'token:manage'],
  auditor: [...reading, 'evidence:export', 'token:manage'],
  admin: permissions.filter((name) => name !== 'approval:decide' && name !== 'policy:write'),
}

/** Whether `actor` may do `permission` in its tenant. Pure; a token never exceeds its scopes. */
export function may(actor: Actor, permission: Permission): boolean {
  if (actor.kind === 'system') return true
  if (actor.scopes && !actor.scopes.includes(permission)) return false
  if (actor.platformAdmin && permission !== 'approval:decide') return true
  return actor.roles.some((role) => granted[role].includes(permission))
}

/** Throws `forbidden`, naming the permission and who could do it, unless `actor` may. */
export function authorise(actor: Actor, permission: Permission): void {
  if (may(actor, permission)) return
  throw new BareCountError('forbidden', `Your role in ${actor.tenantSlug} does not include ${permission}.`, {
    remedy: actor.scopes ? 'Use a token with that scope.' : 'Ask an admin of the tenant for a role that includes it.',
  })
}

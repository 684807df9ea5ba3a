import { type Actor, onTenant } from '../../auth/actor.ts'
import { BareCountError } from '../../errors.ts'
import { platformTenant } from '../../tenancy/platform-tenant.ts'
import type { PolicyScopeName } from './schema.ts'

export type Layer = {
  scope: PolicyScopeName
  /** As stored with a version: empty for the platform's. */
  scopeTenantId: string
  /** The tenant that its drafts, tests and evidence belong to. */
  ownerId: string
}

/** The layer of that scope as seen from the actor's tenant, and the actor as its owner's log knows them. */
export async function layerOf(actor: Actor, scope: PolicyScopeName): Promise<Layer & { by: Actor }> {
  if (scope !== 'platform') return { scope, scopeTenantId: actor.tenantId, ownerId: actor.tenantId, by: actor }
  const platform = await platformTenant()
  if (!platform) {
    throw new BareCountError('unavailable', 'There is no platform tenant, so the platform has no policies to change.', {
      remedy: 'Start the portal once with its seed.',
    })
  }
  return { scope, scopeTenantId: '', ownerId: platform.id, by: onTenant(actor, platform) }
}

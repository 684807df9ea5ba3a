import type { Role } from '../db/generated/enums.ts'
import type { Permission } from './permissions.ts'

declare const made: unique symbol

/**
 * Who is acting, in which tenant. Every verb and query takes one first. Only this file makes them, so an actor in
 * hand means that a session, a token or the system itself vouched for the tenant.
 */
export type Actor = {
  readonly kind: 'user' | 'token' | 'system'
  readonly userId: string
  /** What people read in evidence: an e-mail address or the name of a system part. */
  readonly label: string
  readonly tenantId: string
  readonly tenantSlug: string
  readonly roles: readonly Role[]
  readonly platformAdmin: boolean
  /** What a token is narrowed to; undefined for people and the system. */
  readonly scopes?: readonly Permission[]
  /** When a token ends; undefined for people and the system. */
  readonly expiresAt?: Date
  readonly [made]: true
}

type ActorFields = Omit<Actor, typeof made>

/** An actor from facts already checked against the database: a membership row, a token row. */
export function makeActor(fields: ActorFields): Actor {
  return fields as Actor
}

/** The system itself acting in a tenant: the worker's stages, the scheduler, the sequencer. `label` is what people read. */
export function systemActor(tenant: { id: string; slug: string }, part: string, label = part): Actor {
  return makeActor({
    kind: 'system',
    userId: `system:${part}`,
    label,
    tenantId: tenant.id,
    tenantSlug: tenant.slug,
    roles: [],
    platformAdmin: false,
  })
}

/** The same one, writing into another tenant's log: what a platform admin does is written down with the platform. */
export function onTenant(actor: Actor, tenant: { id: string; slug: string }): Actor {
  return { ...actor, tenantId: tenant.id, tenantSlug: tenant.slug }
}

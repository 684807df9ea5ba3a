import { placesOf } from '../approvals/people.ts'
import { DECIDES } from '../approvals/standing.ts'
import { type Actor, makeActor } from '../auth/actor.ts'
import { may } from '../auth/authorise.ts'
import { type TenantChoice, tenantsOf } from '../auth/memberships.ts'
import { unsafeDb } from '../db/client.ts'
import type { Role } from '../db/generated/enums.ts'

/** A tenant whose requests somebody may read, and what they could fill there. */
export type Governed = TenantChoice & {
  /** `role:…`, `group:…`, `permission:…`, their own and of those who have delegated to them. */
  places: string[]
  decides: boolean
}

/**
 * The tenants whose requests the person behind `actor` may read: for somebody signed in all of theirs, for a token the
 * one it was made in. The tenant they work in at the moment has no part in it.
 */
export async function governedTenants(actor: Actor): Promise<Governed[]> {
  const all =
    actor.kind === 'user'
      ? await tenantsOf({ id: actor.userId, platformAdmin: actor.platformAdmin })
      : [{ id: actor.tenantId, slug: actor.tenantSlug, name: actor.tenantSlug, roles: [...actor.roles] }]
  // Somebody has the same few roles in hundreds of tenants: what a role permits is asked once.
  const known = new Map<string, Rights>()
  const rightsOf = (roles: Role[]) => {
    const key = [...roles].sort().join()
    const rights = known.get(key) ?? readRights(actor, roles)
    known.set(key, rights)
    return rights
  }
  const readable = all.filter(({ roles }) => rightsOf(roles).reads)
  const tenantIds = readable.map(({ id }) => id)
  // One person across their tenants: each row names its own, and only those above are kept.
  const [groups, delegations] = await Promise.all([
    unsafeDb.approverGroupMember.findMany({
      where: { userId: actor.userId, tenantId: { in: tenantIds } },
      select: { tenantId: true, group: { select: { name: true } } },
    }),
    delegatedPlaces(actor.userId, tenantIds),
  ])
  return readable.map((tenant) => {
    const names = groups.filter(({ tenantId }) => tenantId === tenant.id).map(({ group }) => group.name)
    const { places, decides } = rightsOf(tenant.roles)
    const groupPlaces = names.map((name) => `group:${name}`)
    return { ...tenant, places: [...places, ...groupPlaces, ...(delegations.get(tenant.id) ?? [])], decides }
  })
}

type Rights = { reads: boolean; decides: boolean; places: string[] }

function readRights(actor: Actor, roles: Role[]): Rights {
  const places = placesOf({ roles, groups: [] })
  const has = { ...actor, roles }
  return {
    reads: may(has, 'approval:read'),
    decides: places.includes(DECIDES) && may(has, 'approval:decide'),
    places,
  }
}

/** What those could fill who have delegated to a person, by tenant. */
async function delegatedPlaces(userId: string, tenantIds: string[], now = new Date()): Promise<Map<string, string[]>> {
  const held = await unsafeDb.delegation.findMany({
    where: {
      toId: userId,
      tenantId: { in: tenantIds },
      startsAt: { lte: now },
      endsAt: { gt: now },
      OR: [{ endedAt: null }, { endedAt: { gt: now } }],
    },
    select: { tenantId: true, fromId: true },
  })
  if (!held.length) return new Map()
  const pairs = held.map(({ tenantId, fromId }) => ({ tenantId, userId: fromId }))
  const members = await unsafeDb.membership.findMany({ where: { OR: pairs }, select: { tenantId: true, roles: true } })
  const groups = await unsafeDb.approverGroupMember.findMany({
    where: { OR: pairs },
    select: { tenantId: true, group: { select: { name: true } } },
  })
  const found = new Map<string, string[]>()
  for (const { tenantId, roles } of members) {
    const names = groups.filter((row) => row.tenantId === tenantId).map(({ group }) => group.name)
    found.set(tenantId, [...(found.get(tenantId) ?? []), ...placesOf({ roles, groups: names })])
  }
  return found
}

/** The same person acting in one of their tenants. */
export function actorIn(actor: Actor, tenant: TenantChoice): Actor {
  if (tenant.id === actor.tenantId) return actor
  const { kind, userId, label, platformAdmin, scopes, expiresAt } = actor
  return makeActor({
    kind,
    userId,
    label,
    platformAdmin,
    ...(scopes && { scopes }),
    ...(expiresAt && { expiresAt }),
    tenantId: tenant.id,
    tenantSlug: tenant.slug,
    roles: tenant.roles,
  })
}

import type { Actor } from '../auth/actor.ts'
import { tenantsOf } from '../auth/memberships.ts'
import { unsafeDb } from '../db/client.ts'
import { notFound } from '../errors.ts'
import { actorIn } from './governed-tenants.ts'

/**
 * The person behind `actor` acting in the tenant that a request belongs to, which need not be the one they work in.
 * Throws `not_found` for a request of a tenant they are not in, as for one that does not exist.
 */
export async function actorForRequest(actor: Actor, approvalId: string): Promise<Actor> {
  return (await actorsForRequests(actor, [approvalId])).get(approvalId) ?? raise()
}

function raise(): never {
  throw notFound('approval request')
}

/** The same for many at once; those the person cannot reach are left out. */
export async function actorsForRequests(actor: Actor, approvalIds: readonly string[]): Promise<Map<string, Actor>> {
  // A token acts in the tenant it was made in and in no other.
  const tenants =
    actor.kind === 'user'
      ? await tenantsOf({ id: actor.userId, platformAdmin: actor.platformAdmin })
      : [{ id: actor.tenantId, slug: actor.tenantSlug, name: actor.tenantSlug, roles: [...actor.roles] }]
  const rows = await unsafeDb.approvalRequest.findMany({
    where: { id: { in: [...approvalIds] }, tenantId: { in: tenants.map(({ id }) => id) } },
    select: { id: true, tenantId: true },
  })
  return new Map(
    rows.flatMap(({ id, tenantId }) => {
      const tenant = tenants.find((each) => each.id === tenantId)
      return tenant ? [[id, actorIn(actor, tenant)] as const] : []
    }),
  )
}

import { unsafeDb } from '../db/client.ts'
import type { Role } from '../db/generated/enums.ts'
import { type Actor, makeActor } from './actor.ts'

export type TenantChoice = { id: string; slug: string; name: string; roles: Role[] }

/** The tenants a person may act in, by name. A platform admin may act in all of them. Not tenant-scoped by nature. */
export async function tenantsOf(user: { id: string; platformAdmin: boolean }): Promise<TenantChoice[]> {
  const rows = await unsafeDb.membership.findMany({
    where: { userId: user.id, tenant: { suspendedAt: null } },
    select: { roles: true, tenant: { select: { id: true, slug: true, name: true } } },
  })
  const own = rows.map(({ tenant, roles }) => ({ ...tenant, roles }))
  if (!user.platformAdmin) return own.sort(byName)
  const all = await unsafeDb.tenant.findMany({
    where: { suspendedAt: null },
    select: { id: true, slug: true, name: true },
  })
  const roles = new Map(own.map((tenant) => [tenant.id, tenant.roles]))
  return all.map((tenant) => ({ ...tenant, roles: roles.get(tenant.id) ?? [] })).sort(byName)
}

const byName = (a: TenantChoice, b: TenantChoice) => (a.name < b.name ? -1 : 1)

/** The actor for a person in the tenant with `slug`, or in their first one. Undefined when they belong to none. */
export async function actorInTenant(
  user: { id: string; email: string; platformAdmin: boolean },
  slug: string | undefined,
): Promise<Actor | undefined> {
  const tenants = await tenantsOf(user)
  const tenant = tenants.find((choice) => choice.slug === slug) ?? tenants[0]
  if (!tenant) return undefined
  return makeActor({
    kind: 'user',
    userId: user.id,
    label: user.email,
    tenantId: tenant.id,
    tenantSlug: tenant.slug,
    roles: tenant.roles,
    platformAdmin: user.platformAdmin,
  })
}

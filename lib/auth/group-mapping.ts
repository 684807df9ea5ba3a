import { z } from 'zod'
import { type RoleName, roleNames } from '../tenancy/roles.ts'

const grant = z.union([
  z.object({ platform_admin: z.literal(true) }).strict(),
  z.object({ tenant: z.string(), roles: z.array(z.enum(roleNames)).min(1) }).strict(),
])

/** `OIDC_GROUP_MAP`: from the identity provider's group names to tenants and roles. */
export const groupMapSchema = z.record(z.string(), z.union([grant, z.array(grant)]))
export type GroupMap = z.infer<typeof groupMapSchema>

export type GrantedByGroups = {
  platformAdmin: boolean
  /** Tenant slug → the union of the roles its groups give. */
  roles: Map<string, Set<RoleName>>
}

/** What membership in `groups` grants under `map`. Unknown groups grant nothing. */
export function grantsOfGroups(map: GroupMap, groups: readonly string[]): GrantedByGroups {
  const result: GrantedByGroups = { platformAdmin: false, roles: new Map() }
  for (const group of groups) {
    for (const entry of [map[group] ?? []].flat()) {
      if ('platform_admin' in entry) result.platformAdmin = true
      else {
        const roles = result.roles.get(entry.tenant) ?? new Set()
        for (const role of entry.roles) roles.add(role)
        result.roles.set(entry.tenant, roles)
      }
    }
  }
  return result
}

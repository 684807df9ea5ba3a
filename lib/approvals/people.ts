import { may } from '../auth/authorise.ts'
import { permissions } from '../auth/permissions.ts'
import type { Tx } from '../db/client.ts'
import type { Role } from '../db/generated/enums.ts'
import { DECIDES } from './standing.ts'

export type Member = { userId: string; email: string; places: string[] }

/**
 * What a member with these roles and groups may fill: `role:…`, `group:…`, and `permission:…` as the access policies
 * say. A platform admin has no more of it than their roles in the tenant: who runs the platform does not decide. Pure.
 */
export function placesOf({ roles, groups }: { roles: readonly Role[]; groups: readonly string[] }): string[] {
  const has = { kind: 'user' as const, roles, platformAdmin: false }
  return [
    ...roles.map((role) => `role:${role}`),
    ...groups.map((name) => `group:${name}`),
    ...permissions.filter((permission) => may(has, permission)).map((permission) => `permission:${permission}`),
  ]
}

/** The tenant's members as they are now, or those of `userIds` among them; accounts that are off are none. */
export async function readMembers(tx: Tx, tenantId: string, userIds?: readonly string[]): Promise<Member[]> {
  const rows = await tx.membership.findMany({
    where: { tenantId, user: { disabledAt: null }, ...(userIds ? { userId: { in: [...userIds] } } : {}) },
    select: { userId: true, roles: true, user: { select: { email: true } } },
  })
  const memberships = await tx.approverGroupMember.findMany({
    where: { tenantId, userId: { in: rows.map(({ userId }) => userId) } },
    select: { userId: true, group: { select: { name: true } } },
  })
  return rows.map(({ userId, roles, user }) => {
    const groups = memberships.filter((row) => row.userId === userId).map(({ group }) => group.name)
    return { userId, email: user.email, places: placesOf({ roles, groups }) }
  })
}

/** Whether a member decides in the tenant at all. Pure. */
export function couldDecide(member: Pick<Member, 'places'>): boolean {
  return member.places.includes(DECIDES)
}

/** Whether a member could fill one of these places, were there no conflict. Pure. */
export function couldFill(member: Pick<Member, 'places'>, slots: readonly { by: string }[]): boolean {
  return couldDecide(member) && slots.some(({ by }) => member.places.includes(by))
}

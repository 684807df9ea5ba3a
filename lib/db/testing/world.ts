import { type Actor, makeActor } from '#lib/auth/actor.ts'
import { newId } from '../../ids.ts'
import { unsafeDb } from '../client.ts'
import type { Role } from '../generated/enums.ts'

/** A tenant with one member per role, in the database. What most database tests begin with. */
export async function makeTenant(slug = `t${newId('tenant').slice(-8).toLowerCase()}`): Promise<TestTenant> {
  const id = newId('tenant')
  await unsafeDb.tenant.create({ data: { id, slug, name: slug } })
  const member = async (...roles: Role[]): Promise<Actor> => {
    const userId = newId('user')
    const email = `${roles.join('-')}-${userId.slice(-6).toLowerCase()}@${slug}.test`
    await unsafeDb.user.create({ data: { id: userId, email, name: email } })
    await unsafeDb.membership.create({ data: { tenantId: id, userId, roles } })
    return makeActor({
      kind: 'user',
      userId,
      label: email,
      tenantId: id,
      tenantSlug: slug,
      roles,
      platformAdmin: false,
    })
  }
  const [engineer, approver, auditor, admin] = [
    await member('engineer'),
    await member('approver'),
    await member('auditor'),
    await member('admin'),
  ]
  return { id, slug, engineer, approver, auditor, admin, member }
}

export type TestTenant = {
  id: string
  slug: string
  engineer: Actor
  approver: Actor
  auditor: Actor
  admin: Actor
  /** One more member with these roles. */
  member(...roles: Role[]): Promise<Actor>
}

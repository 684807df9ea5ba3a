import type { Actor } from '../auth/actor.ts'
import { type Tx, unsafeTx } from '../db/client.ts'
import { BareCountError } from '../errors.ts'

/**
 * Throws `invalid_state` when the tenant has no admin left. Called at the end of a change, inside its transaction: the
 * tenant's row is locked, so that two admins cannot remove each other in the same instant.
 */
export async function keepAnAdmin(tx: Tx, actor: Actor): Promise<void> {
  await unsafeTx(tx).$queryRaw`select 1 from "Tenant" where id = ${actor.tenantId} for update`
  const admin = await tx.membership.findFirst({ where: { tenantId: actor.tenantId, roles: { has: 'admin' } } })
  if (admin) return
  throw new BareCountError('invalid_state', 'A tenant needs at least one admin.', {
    remedy: 'Make somebody else an admin first.',
  })
}

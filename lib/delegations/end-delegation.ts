import type { z } from 'zod'
import type { Actor } from '../auth/actor.ts'
import { authorise, may } from '../auth/authorise.ts'
import { type Clock, systemClock } from '../clock.ts'
import { transaction } from '../db/client.ts'
import { BareCountError, notFound } from '../errors.ts'
import { appendEvidence } from '../evidence/append-evidence.ts'
import type { endDelegationInput } from './schema.ts'

/**
 * Ends a delegation early: one's own, or as an admin anybody's. What was said before goes on counting. Throws
 * `not_found`, `forbidden`, `invalid_state` when it is over.
 */
export async function endDelegation(
  actor: Actor,
  { id }: z.output<typeof endDelegationInput>,
  clock: Clock = systemClock,
): Promise<{ id: string }> {
  authorise(actor, 'approval:read')
  const where = { tenantId: actor.tenantId, id }
  return transaction(async (tx) => {
    const row = await tx.delegation.findFirst({ where })
    if (!row) throw notFound('delegation')
    if (row.fromId !== actor.userId || !may(actor, 'delegation:manage')) authorise(actor, 'member:write')
    const now = clock.now()
    const { count } = await tx.delegation.updateMany({
      where: { ...where, endedAt: null, endsAt: { gt: now } },
      data: { endedAt: now },
    })
    if (!count)
      throw new BareCountError('invalid_state', 'This delegation is over already.', { remedy: 'Reload the page.' })
    const people = await tx.user.findMany({
      where: { id: { in: [row.fromId, row.toId] } },
      select: { id: true, email: true },
    })
    const named = (userId: string) => people.find((person) => person.id === userId)?.email ?? userId
    await appendEvidence(tx, {
      kind: 'delegation.ended',
      actor,
      result: 'info',
      delegationId: id,
      from: named(row.fromId),
      to: named(row.toId),
    })
    return { id }
  })
}

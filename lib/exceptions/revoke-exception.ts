import type { z } from 'zod'
import type { Actor } from '../auth/actor.ts'
import { authorise } from '../auth/authorise.ts'
import { type Clock, systemClock } from '../clock.ts'
import { transaction } from '../db/client.ts'
import { BareCountError, notFound } from '../errors.ts'
import { appendEvidence } from '../evidence/append-evidence.ts'
import { namedRow, nameOf } from './named-exception.ts'
import { revokeExceptionInput } from './schema.ts'
import { tellEnded } from './tell-ended.ts'

/**
 * Ends an exception before its time: from the commit on no gate counts it, and runners that live on it run nothing
 * more. Throws `not_found`, `invalid_state` for one that is not in force and will not be.
 */
export async function revokeException(
  actor: Actor,
  given: z.input<typeof revokeExceptionInput>,
  clock: Clock = systemClock,
): Promise<void> {
  authorise(actor, 'exception:revoke')
  const { id, reason } = revokeExceptionInput.parse(given)
  const { tenantId } = actor
  await transaction(async (tx) => {
    const exception = await tx.policyException.findFirst({ where: { tenantId, id }, include: namedRow })
    if (!exception) throw notFound('exception')
    const now = clock.now()
    const { count } = await tx.policyException.updateMany({
      where: { tenantId, id, status: 'active', expiresAt: { gt: now } },
      data: { status: 'revoked', endedAt: now, endedById: actor.userId, endedByLabel: actor.label, endReason: reason },
    })
    if (!count) {
      throw new BareCountError('invalid_state', 'This exception is not in force, so there is nothing to revoke.', {
        remedy: 'Reload the page.',
      })
    }
    await appendEvidence(tx, { kind: 'exception.revoked', actor, result: 'info', ...nameOf(exception), reason })
    await tellEnded(tx, exception, `was revoked by ${actor.label}: ${reason}`)
  })
}

import type { z } from 'zod'
import { closeOpenRequests } from '../approvals/close-open-requests.ts'
import type { Actor } from '../auth/actor.ts'
import { authorise } from '../auth/authorise.ts'
import { type Clock, systemClock } from '../clock.ts'
import { transaction } from '../db/client.ts'
import { BareCountError, notFound } from '../errors.ts'
import { appendEvidence } from '../evidence/append-evidence.ts'
import { lockException, namedRow, nameOf } from './named-exception.ts'
import { withdrawExceptionInput } from './schema.ts'

/**
 * Takes back what one asked for before it is decided. Throws `not_found`, `forbidden` for what somebody else asked for,
 * `invalid_state` for what is decided.
 */
export async function withdrawException(
  actor: Actor,
  given: z.input<typeof withdrawExceptionInput>,
  clock: Clock = systemClock,
): Promise<void> {
  authorise(actor, 'exception:request')
  const { id } = withdrawExceptionInput.parse(given)
  const { tenantId } = actor
  await transaction(async (tx) => {
    await lockException(tx, { tenantId, id })
    const exception = await tx.policyException.findFirst({ where: { tenantId, id }, include: namedRow })
    if (!exception) throw notFound('exception')
    if (exception.requestedById !== actor.userId) {
      throw new BareCountError('forbidden', `${exception.requestedByLabel} asked for this exception.`, {
        remedy: 'Only who asked may take it back; an approver may reject it.',
      })
    }
    const { count } = await tx.policyException.updateMany({
      where: { tenantId, id, status: 'requested' },
      data: { status: 'withdrawn', endedAt: clock.now(), endedById: actor.userId, endedByLabel: actor.label },
    })
    if (!count) {
      throw new BareCountError('invalid_state', 'This request has been decided already.', {
        remedy: 'Reload the page; what is in force can be revoked.',
      })
    }
    await closeOpenRequests(
      tx,
      actor,
      { kind: 'exception', subjectId: id },
      'withdrawn',
      `Taken back by ${actor.label}.`,
    )
    await appendEvidence(tx, { kind: 'exception.withdrawn', actor, result: 'info', ...nameOf(exception) })
  })
}

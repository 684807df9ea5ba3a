import type { z } from 'zod'
import type { Actor } from '../auth/actor.ts'
import { authorise } from '../auth/authorise.ts'
import { type Clock, systemClock } from '../clock.ts'
import { transaction } from '../db/client.ts'
import { BareCountError, notFound } from '../errors.ts'
import { appendEvidence } from '../evidence/append-evidence.ts'
import { enqueue } from '../worker/enqueue.ts'
import { revokeWaiverInput } from './schema.ts'

/** Ends a waiver before its time. Throws `not_found`, `invalid_state` for one that has ended. */
export async function revokeWaiver(
  actor: Actor,
  given: z.input<typeof revokeWaiverInput>,
  clock: Clock = systemClock,
): Promise<void> {
  authorise(actor, 'finding:decide')
  const { id, reason } = revokeWaiverInput.parse(given)
  const { tenantId } = actor
  await transaction(async (tx) => {
    const waiver = await tx.licenceWaiver.findFirst({ where: { tenantId, id } })
    if (!waiver) throw notFound('waiver')
    const now = clock.now()
    const { count } = await tx.licenceWaiver.updateMany({
      where: { tenantId, id, revokedAt: null, expiresAt: { gt: now } },
      data: { revokedAt: now, endedAt: now },
    })
    if (!count)
      throw new BareCountError('invalid_state', 'This waiver has ended already.', { remedy: 'Reload the page.' })
    const { component, licence } = waiver
    const how = 'revoked' as const
    await appendEvidence(tx, {
      kind: 'waiver.ended',
      actor,
      result: 'info',
      waiverId: id,
      component,
      licence,
      how,
      reason,
    })
    await enqueue(tx, 'recheckVerdicts', `recheck:${id}:ended`, tenantId, 'a waiver was revoked')
  })
}

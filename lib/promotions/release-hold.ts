import type { Actor } from '../auth/actor.ts'
import { authorise } from '../auth/authorise.ts'
import { transaction } from '../db/client.ts'
import { BareCountError, notFound } from '../errors.ts'
import { appendEvidence } from '../evidence/append-evidence.ts'
import { boardOf, notifyChange } from '../live/notify.ts'
import { notifyMembers } from '../notifications/notify-members.ts'
import { type ReleaseInput, releaseInput } from './schema.ts'

/** Lets what was held go on again. Throws `not_found`, `forbidden`, `invalid_state` when it was released before. */
export async function releaseHold(actor: Actor, given: ReleaseInput): Promise<void> {
  authorise(actor, 'promotion:hold')
  const { id, reason } = releaseInput.parse(given)
  const { tenantId } = actor
  await transaction(async (tx) => {
    const hold = await tx.promotionHold.findFirst({
      where: { tenantId, id },
      include: { manifest: { select: { name: true } }, environment: { select: { name: true } } },
    })
    if (!hold) throw notFound('hold')
    const { count } = await tx.promotionHold.updateMany({
      where: { tenantId, id, releasedAt: null },
      data: { releasedAt: new Date(), releasedByLabel: actor.label, releaseReason: reason },
    })
    if (!count) throw new BareCountError('invalid_state', 'It was released before.', { remedy: 'Reload the board.' })
    await appendEvidence(tx, {
      kind: 'promotion.released',
      actor,
      result: 'info',
      manifestId: hold.manifestId,
      environmentId: hold.environmentId,
      holdId: id,
      manifest: hold.manifest.name,
      environment: hold.environment.name,
      reason,
    })
    await notifyMembers(tx, tenantId, ['engineer', 'approver'], {
      kind: 'promotion_held',
      sentence: `${actor.label} lets ${hold.manifest.name} go on from ${hold.environment.name}: ${reason}`,
      link: `/promotions?q=${encodeURIComponent(hold.manifest.name)}`,
      subjectIds: [id, hold.manifestId],
    })
    await notifyChange(tx, boardOf(tenantId))
  })
}

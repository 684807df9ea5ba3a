import type { Actor } from '../auth/actor.ts'
import { authorise } from '../auth/authorise.ts'
import { db, transaction, violatedConstraint } from '../db/client.ts'
import { BareCountError, notFound } from '../errors.ts'
import { appendEvidence } from '../evidence/append-evidence.ts'
import { newId } from '../ids.ts'
import { boardOf, notifyChange } from '../live/notify.ts'
import { notifyMembers } from '../notifications/notify-members.ts'
import { runnerAt } from './runner-at.ts'
import { type HoldInput, holdInput } from './schema.ts'

/**
 * Keeps what runs of a manifest in an environment from going on, with a reason. What is on its way already is stopped by
 * its next gate. Throws `not_found`, `forbidden`, `conflict` when it is held already.
 */
export async function holdPromotion(actor: Actor, given: HoldInput): Promise<{ id: string }> {
  authorise(actor, 'promotion:hold')
  const input = holdInput.parse(given)
  const { tenantId } = actor
  const environment = await db.environment.findUnique({ where: { name: input.environment } })
  if (!environment) throw notFound('environment')
  const manifest = await db.manifest.findFirst({ where: { tenantId, id: input.manifestId }, select: { name: true } })
  const runner = manifest && (await runnerAt(actor, input.manifestId, environment.id))
  if (!manifest || !runner) throw notFound('runner')
  const id = newId('hold')
  const about = { manifestId: input.manifestId, environmentId: environment.id }
  await transaction(async (tx) => {
    await tx.promotionHold.create({
      data: { tenantId, id, ...about, reason: input.reason, heldById: actor.userId, heldByLabel: actor.label },
    })
    await appendEvidence(tx, {
      kind: 'promotion.held',
      actor,
      result: 'info',
      ...about,
      runnerId: runner.id,
      holdId: id,
      manifest: manifest.name,
      environment: environment.name,
      reason: input.reason,
    })
    await notifyMembers(tx, tenantId, ['engineer', 'approver'], {
      kind: 'promotion_held',
      sentence: `${actor.label} holds ${manifest.name} in ${environment.name}: ${input.reason}`,
      link: `/promotions?q=${encodeURIComponent(manifest.name)}`,
      subjectIds: [id, input.manifestId],
    })
    await notifyChange(tx, boardOf(tenantId))
  }).catch((error: unknown) => {
    if (violatedConstraint(error) !== 'PromotionHold_standing') throw error
    throw new BareCountError('conflict', `${manifest.name} is held in ${environment.name} already.`, {
      remedy: 'Reload the board to see why.',
    })
  })
  return { id }
}

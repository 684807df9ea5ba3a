import type { Actor } from '../auth/actor.ts'
import { authorise } from '../auth/authorise.ts'
import { transaction, unsafeTx } from '../db/client.ts'
import { BareCountError, notFound } from '../errors.ts'
import { appendEvidence } from '../evidence/append-evidence.ts'
import { wakeScheduled } from '../provisioning/wake-scheduled.ts'
import { asPlatform } from '../tenancy/platform-tenant.ts'
import { refuseUnlessPlatform, tellTenants } from './create-freeze.ts'
import { sayScope } from './freeze-words.ts'
import { type LiftFreezeInput, liftFreezeInput } from './schema.ts'
import { EVERY_TENANT } from './timing-facts.ts'

/**
 * Ends a freeze before its time, or calls it off; changes may go on at once. Throws `not_found`, `forbidden` for one of
 * the platform's, `invalid_state` when it is over or was lifted.
 */
export async function liftFreeze(actor: Actor, given: LiftFreezeInput): Promise<void> {
  authorise(actor, 'freeze:manage')
  const { id, reason } = liftFreezeInput.parse(given)
  await transaction(async (tx) => {
    // The platform's own rows belong to no tenant.
    const freeze = await unsafeTx(tx).freeze.findFirst({
      where: { tenantId: { in: [actor.tenantId, EVERY_TENANT] }, id },
      include: { environment: { select: { name: true } } },
    })
    if (!freeze) throw notFound('freeze')
    const everyTenant = freeze.tenantId === EVERY_TENANT
    if (everyTenant) refuseUnlessPlatform(actor)
    const now = new Date()
    const { count } = await tx.freeze.updateMany({
      where: { tenantId: freeze.tenantId, id, liftedAt: null, endsAt: { gt: now } },
      data: { liftedAt: now, liftedByLabel: actor.label, liftReason: reason },
    })
    if (!count) {
      throw new BareCountError('invalid_state', 'This freeze is over already.', { remedy: 'Reload the page.' })
    }
    // What waits for an opening beyond the freeze may have one before.
    const environments = freeze.environmentId ? [{ id: freeze.environmentId }] : await tx.environment.findMany()
    for (const environment of environments) await wakeScheduled(tx, environment.id, now)
    const scope = {
      everyTenant,
      environment: freeze.environment?.name,
      class: freeze.runnerClass ?? undefined,
    }
    await appendEvidence(tx, {
      kind: 'freeze.lifted',
      actor: everyTenant ? await asPlatform(actor, tx) : actor,
      result: 'info',
      ...(freeze.environmentId && { environmentId: freeze.environmentId }),
      freezeId: id,
      ...scope,
      reason,
    })
    const sentence = `${actor.label} lifted the freeze of ${sayScope(scope)}: ${reason}`
    await tellTenants(tx, everyTenant ? undefined : actor.tenantId, id, sentence)
  })
}

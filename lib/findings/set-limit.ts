import type { Actor } from '../auth/actor.ts'
import { authorise } from '../auth/authorise.ts'
import { transaction } from '../db/client.ts'
import { appendEvidence } from '../evidence/append-evidence.ts'
import { asPlatform } from '../tenancy/platform-tenant.ts'
import { enqueue } from '../worker/enqueue.ts'
import { EVERY, type Limits } from './pick-limits.ts'
import { type LimitInput, limitInput } from './schema.ts'

/** Sets the most that artifacts may carry into a place: of this tenant, or the platform's default. */
export async function setLimit(actor: Actor, given: LimitInput): Promise<Limits> {
  authorise(actor, 'policy:write')
  const { scope, environment, classification, ...limits } = limitInput.parse(given)
  const tenantId = scope === 'platform' ? EVERY : actor.tenantId
  const where = { tenantId, environment, classification }
  const by = scope === 'platform' ? await asPlatform(actor) : actor
  return transaction(async (tx) => {
    const before = await tx.artifactLimit.findFirst({
      where,
      select: { critical: true, high: true, medium: true, unknown: true, licences: true },
    })
    const data = { ...limits, updatedById: actor.userId, updatedAt: new Date() }
    await tx.artifactLimit.upsert({
      where: { tenantId_environment_classification: where },
      create: { ...where, ...data },
      update: data,
    })
    const ofPlatform = scope === 'platform'
    const about = { environment, classification, ofPlatform, before, after: limits }
    const evidenceId = await appendEvidence(tx, { kind: 'limit.changed', actor: by, result: 'succeeded', ...about })
    // Other tenants are looked at again as new data is: all of them, a page at a time.
    if (ofPlatform) await enqueue(tx, 'reevaluate', `reevaluate:${evidenceId}`, 'the limits changed')
    else await enqueue(tx, 'recheckVerdicts', `recheck:${evidenceId}`, actor.tenantId, 'the limits changed')
    return limits
  })
}

import type { z } from 'zod'
import type { Actor } from '../auth/actor.ts'
import { authorise } from '../auth/authorise.ts'
import { db, type Tx, transaction } from '../db/client.ts'
import { BareCountError } from '../errors.ts'
import { appendEvidence } from '../evidence/append-evidence.ts'
import { thresholdInput, USUAL_THRESHOLD } from './schema.ts'

export type Threshold = { most: number; platform: number; tenant: number | null }

/** How many tokens one replay of a tenant may have without approval: its own word, within the platform's. */
export async function readThreshold(tx: Tx | typeof db, tenantId: string): Promise<Threshold> {
  const platform = (await tx.replayThreshold.findFirst({ where: { tenantId: '' } }))?.most ?? USUAL_THRESHOLD
  const tenant = (await tx.replayThreshold.findFirst({ where: { tenantId } }))?.most ?? null
  return { most: Math.min(platform, tenant ?? platform), platform, tenant }
}

/** The threshold in force for the actor's tenant, and whose word it is. */
export async function getThreshold(actor: Actor): Promise<Threshold> {
  authorise(actor, 'run:read')
  return readThreshold(db, actor.tenantId)
}

/**
 * Says from how many tokens on a replay asks for approval: for one's tenant, never above the platform's, or for every
 * tenant. Throws `forbidden`, `invalid_input`.
 */
export async function setThreshold(actor: Actor, given: z.input<typeof thresholdInput>): Promise<Threshold> {
  const { most, everyTenant } = thresholdInput.parse(given)
  authorise(actor, everyTenant ? 'environment:write' : 'member:write')
  return transaction(async (tx) => {
    const before = await readThreshold(tx, actor.tenantId)
    if (!everyTenant && most > before.platform) {
      const message = `The platform asks for approval above ${before.platform}: give ${before.platform} or less.`
      throw new BareCountError('invalid_input', 'A tenant may only ask earlier than the platform.', {
        faults: [{ path: 'most', message }],
      })
    }
    const tenantId = everyTenant ? '' : actor.tenantId
    const said = { most, setById: actor.userId, setAt: new Date() }
    await tx.replayThreshold.upsert({ where: { tenantId }, create: { tenantId, ...said }, update: said })
    await appendEvidence(tx, {
      kind: 'replay.threshold_changed',
      actor,
      result: 'info',
      everyTenant,
      before: everyTenant ? before.platform : before.most,
      after: most,
    })
    return readThreshold(tx, actor.tenantId)
  })
}

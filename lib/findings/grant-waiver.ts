import type { Actor } from '../auth/actor.ts'
import { authorise } from '../auth/authorise.ts'
import { type Clock, systemClock } from '../clock.ts'
import { transaction } from '../db/client.ts'
import { appendEvidence } from '../evidence/append-evidence.ts'
import { newId } from '../ids.ts'
import { enqueue } from '../worker/enqueue.ts'
import { endOfExcuse } from './end-of-excuse.ts'
import { refuseInvolved } from './involved-people.ts'
import { lockFindings } from './lock-findings.ts'
import { type WaiverInput, waiverInput } from './schema.ts'

/**
 * Lets a component be shipped under its licence for a time. Throws `forbidden` when the actor has a hand in an artifact
 * that carries it, `invalid_input` for an end that is past or too far away.
 */
export async function grantWaiver(
  actor: Actor,
  given: WaiverInput,
  clock: Clock = systemClock,
): Promise<{ id: string }> {
  authorise(actor, 'finding:decide')
  const { component, version, licence, reason, expiresAt } = waiverInput.parse(given)
  const { tenantId } = actor
  return transaction(async (tx) => {
    await lockFindings(tx, tenantId)
    const now = clock.now()
    const end = endOfExcuse(expiresAt, now, true) as Date
    const named = { kind: 'licence' as const, component, rule: licence, ...(version ? { version } : {}) }
    const carrying = await tx.artifact.findMany({
      where: { tenantId, findings: { some: { ...named, resolvedAt: null } } },
      select: { digest: true },
    })
    await refuseInvolved(
      tx,
      actor,
      carrying.map(({ digest }) => digest),
    )
    const id = newId('waiver')
    const terms = { component, version: version ?? null, licence, reason, expiresAt: end }
    const approved = { approvedById: actor.userId, approvedByLabel: actor.label }
    await tx.licenceWaiver.create({ data: { tenantId, id, ...terms, ...approved, createdAt: now } })
    const said = { waiverId: id, component, version, licence, reason, expiresAt: end.toISOString() }
    await appendEvidence(tx, { kind: 'waiver.granted', actor, result: 'succeeded', ...said })
    await enqueue(tx, 'recheckVerdicts', `recheck:${id}`, tenantId, 'a licence was waived')
    return { id }
  })
}

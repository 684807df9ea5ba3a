import type { Actor } from '../auth/actor.ts'
import { authorise } from '../auth/authorise.ts'
import { transaction } from '../db/client.ts'
import { BareCountError, notFound } from '../errors.ts'
import { appendEvidence } from '../evidence/append-evidence.ts'

/**
 * Takes a manifest out of the lists. Its versions and evidence stay, and submitting it again brings it back.
 * Throws `not_found`, and `invalid_state` while a runner of it exists. Archiving twice changes nothing.
 */
export async function archiveManifest(actor: Actor, manifestId: string): Promise<void> {
  authorise(actor, 'manifest:write')
  const { tenantId } = actor
  await transaction(async (tx) => {
    const manifest = await tx.manifest.findFirst({ where: { tenantId, id: manifestId } })
    if (!manifest) throw notFound('manifest')
    const runner = await tx.runner.findFirst({
      where: { tenantId, manifestId, status: { not: 'destroyed' } },
      select: { environment: { select: { name: true } } },
    })
    if (runner) {
      throw new BareCountError('invalid_state', `${manifest.name} still has a runner in ${runner.environment.name}.`, {
        remedy: 'Destroy its runners first.',
      })
    }
    const { count } = await tx.manifest.updateMany({
      where: { tenantId, id: manifestId, archivedAt: null },
      data: { archivedAt: new Date(), updatedAt: new Date() },
    })
    if (count === 0) return
    await appendEvidence(tx, {
      kind: 'manifest.archived',
      actor,
      result: 'succeeded',
      manifestId,
      manifest: manifest.name,
    })
  })
}

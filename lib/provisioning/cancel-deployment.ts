import type { Actor } from '../auth/actor.ts'
import { authorise } from '../auth/authorise.ts'
import { transaction } from '../db/client.ts'
import { BareCountError, notFound } from '../errors.ts'
import { appendEvidence } from '../evidence/append-evidence.ts'
import { notifyChange } from '../live/notify.ts'
import { lockDeployment } from './lock-deployment.ts'
import { openStatuses } from './stage-names.ts'
import { endDeployment, subjectOf } from './transitions.ts'

/**
 * Stops a deployment at whatever stage it is. What is queued or waits ends at once; a running stage is told, stops
 * what it started and then ends. Throws `not_found`, `forbidden`, `invalid_state` when it has ended already.
 */
export async function cancelDeployment(actor: Actor, id: string): Promise<void> {
  authorise(actor, 'deployment:cancel')
  await transaction(async (tx) => {
    // Locked, so that the status read next is the one that is cancelled: a stage may begin or end in this instant.
    await lockDeployment(tx, { tenantId: actor.tenantId, deploymentId: id })
    const row = await tx.deployment.findFirst({
      where: { tenantId: actor.tenantId, id },
      include: { manifest: true, manifestVersion: { select: { version: true } }, environment: true },
    })
    if (!row) throw notFound('deployment')
    if (row.cancelRequestedAt && row.status === 'running') return
    const { count } = await tx.deployment.updateMany({
      where: { tenantId: actor.tenantId, id, status: { in: [...openStatuses] } },
      data: { cancelRequestedAt: new Date(), cancelRequestedById: actor.userId },
    })
    if (!count) {
      throw new BareCountError('invalid_state', `This deployment has ended already (${row.status}).`, {
        remedy: 'Deploy again to change what runs.',
      })
    }
    await appendEvidence(tx, {
      kind: 'deployment.cancelled',
      actor,
      manifestId: row.manifestId,
      environmentId: row.environmentId,
      deploymentId: id,
      result: 'info',
      manifest: row.manifest.name,
      version: row.manifestVersion.version,
      environment: row.environment.name,
    })
    if (row.status !== 'running') {
      await endDeployment(tx, actor, subjectOf(row), 'cancelled', `Cancelled by ${actor.label}.`)
    }
    await notifyChange(tx, id)
  })
}

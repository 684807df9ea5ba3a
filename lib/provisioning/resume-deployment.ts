import type { Actor } from '../auth/actor.ts'
import { authorise } from '../auth/authorise.ts'
import { db, transaction, violatedConstraint } from '../db/client.ts'
import { BareCountError, notFound } from '../errors.ts'
import { appendEvidence } from '../evidence/append-evidence.ts'
import { notifyChange } from '../live/notify.ts'
import { enqueue } from '../worker/enqueue.ts'

/**
 * Goes on from the stage that failed or was cancelled; what succeeded stays done. Begins a new round, so that a
 * workflow of an earlier one can move nothing any more. Throws `not_found`, `forbidden`, `invalid_state`, and
 * `conflict` when a newer deployment of the same manifest and environment is open.
 */
export async function resumeDeployment(actor: Actor, id: string): Promise<void> {
  authorise(actor, 'deployment:request')
  const row = await db.deployment.findFirst({
    where: { tenantId: actor.tenantId, id },
    include: { manifest: true, manifestVersion: { select: { version: true } }, environment: true },
  })
  if (!row) throw notFound('deployment')
  const round = row.round + 1
  await transaction(async (tx) => {
    const { count } = await tx.deployment.updateMany({
      where: { tenantId: actor.tenantId, id, round: row.round, status: { in: ['failed', 'cancelled'] } },
      data: {
        status: 'queued',
        round,
        reason: null,
        cancelRequestedAt: null,
        finishedAt: null,
        resumedByIds: { push: actor.userId },
      },
    })
    if (!count) {
      throw new BareCountError('invalid_state', 'Only a failed or cancelled deployment can be resumed.', {
        remedy: 'Reload the page: it may have been resumed already.',
      })
    }
    await tx.stage.updateMany({
      where: { tenantId: actor.tenantId, deploymentId: id, status: { in: ['failed', 'cancelled'] } },
      data: { status: 'queued', reason: null, errorCode: null, remedy: null, startedAt: null, finishedAt: null },
    })
    await appendEvidence(tx, {
      kind: 'deployment.resumed',
      actor,
      manifestId: row.manifestId,
      environmentId: row.environmentId,
      deploymentId: id,
      result: 'info',
      manifest: row.manifest.name,
      version: row.manifestVersion.version,
      environment: row.environment.name,
      round,
    })
    await enqueue(tx, 'deploy', `${id}:${round}`, actor.tenantId, id, round)
    await notifyChange(tx, id)
  }).catch((error: unknown) => {
    if (violatedConstraint(error) !== 'Deployment_one_open') throw error
    throw new BareCountError('conflict', 'A newer deployment of this manifest to this environment is open.', {
      remedy: 'Cancel that one first, or let it finish.',
    })
  })
}

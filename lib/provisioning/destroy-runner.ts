import type { Actor } from '../auth/actor.ts'
import { authorise } from '../auth/authorise.ts'
import { db, Prisma, transaction } from '../db/client.ts'
import { BareCountError, notFound } from '../errors.ts'
import { appendEvidence } from '../evidence/append-evidence.ts'
import { syncTriggers } from '../triggers/sync-triggers.ts'
import { enqueue } from '../worker/enqueue.ts'
import { openStatuses } from './stage-names.ts'

/**
 * Ends a runner: from the commit on nothing starts it, and the worker takes it off its target. Its triggers stop, its
 * runs and evidence stay, and a later deployment makes it anew under the same id. Throws `not_found`, `forbidden`, and
 * `invalid_state` while a deployment of it is open.
 */
export async function destroyRunner(actor: Actor, id: string): Promise<void> {
  authorise(actor, 'runner:destroy')
  const runner = await db.runner.findFirst({
    where: { tenantId: actor.tenantId, id },
    include: { environment: true },
  })
  if (!runner) throw notFound('runner')
  if (runner.status === 'destroyed') return
  const { tenantId, manifestId, environmentId } = runner
  await transaction(async (tx) => {
    const open = await tx.deployment.findFirst({
      where: { tenantId, manifestId, environmentId, status: { in: [...openStatuses] } },
      select: { id: true },
    })
    if (open) {
      throw new BareCountError('invalid_state', `The deployment ${open.id} is still at work on this runner.`, {
        remedy: 'Let it end, or cancel it.',
      })
    }
    const where = { tenantId, id, status: runner.status }
    const { count } = await tx.runner.updateMany({
      where,
      data: { status: 'destroyed', candidate: Prisma.DbNull, observedAt: new Date() },
    })
    if (!count)
      throw new BareCountError('conflict', 'The runner changed in this instant.', { remedy: 'Reload the page.' })
    const changes = await syncTriggers(tx, actor, id, [])
    const subject = { actor, manifestId, environmentId, runnerId: id, runner: runner.name }
    for (const change of changes)
      await appendEvidence(tx, { kind: 'trigger.changed', result: 'info', ...subject, ...change })
    const environment = runner.environment.name
    await appendEvidence(tx, { kind: 'runner.destroyed', result: 'succeeded', ...subject, environment })
    await enqueue(tx, 'removeRunner', `${id}:remove:${runner.deploymentId}`, tenantId, id)
  })
}

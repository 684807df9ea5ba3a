import type { Actor } from '../auth/actor.ts'
import { authorise } from '../auth/authorise.ts'
import { systemActorOf } from '../auth/system-actor-of.ts'
import { transaction } from '../db/client.ts'
import { BareCountError, notFound } from '../errors.ts'
import { appendEvidence } from '../evidence/append-evidence.ts'
import { notifyChange } from '../live/notify.ts'
import type { RunnerSpec } from '../provisioning/target.ts'
import { CANCELS } from './dispatch/cancel-watch.ts'
import { finishedEvent, judgedBy } from './finished-event.ts'
import { onRunsEnded } from './on-runs-ended.ts'
import type { RunStatus } from './run-words.ts'
import { settleCommitted } from './settle-committed.ts'

/** Who ends a run that had taken effect before anybody came to cancel it. */
const holder = { workerId: 'portal' }

/**
 * Stops a run. One that waits ends at once, as succeeded when an attempt that was lost had committed its effect; one that
 * runs is told (an agent, with the next it hears), its process is ended, and it then ends as cancelled, unless it finished
 * first. Returns the status it has now. Throws `not_found`, `forbidden`, `invalid_state`.
 */
export async function cancelRun(actor: Actor, id: string): Promise<{ status: RunStatus }> {
  authorise(actor, 'run:cancel')
  const where = { tenantId: actor.tenantId, id }
  const worker = await systemActorOf(actor.tenantId, 'worker')
  return transaction(async (tx) => {
    const run = await tx.run.findFirst({ where, include: { runner: true } })
    if (!run) throw notFound('run')
    const { runner, ...waits } = run
    const waiting = [{ run: waits, spec: runner.spec as RunnerSpec }]
    if ((await settleCommitted(tx, worker, { runner, waiting, holder })).has(id))
      return { status: 'succeeded' as const }
    const asked = { cancelRequestedAt: new Date(), cancelRequestedById: actor.userId }
    const reason = run.attempt
      ? `Cancelled by ${actor.label} while it waited for its next attempt.`
      : `Cancelled by ${actor.label} before it started.`
    const ended = await tx.run.updateMany({
      where: { ...where, status: { in: ['queued', 'retrying'] } },
      data: { ...asked, status: 'cancelled', reason, dueAt: null, finishedAt: new Date() },
    })
    if (ended.count) {
      const judged = await judgedBy(tx, actor.tenantId, [{ run, runner }])
      const end = { status: 'cancelled' as const, cause: null, reason }
      await appendEvidence(tx, finishedEvent(actor, { run, runner }, { end, judged: judged.get(id) ?? {} }))
      await onRunsEnded(tx, actor, [{ run, runner, spec: runner.spec as RunnerSpec, status: 'cancelled', reason }])
    } else {
      const running = await tx.run.updateMany({ where: { ...where, status: 'running' }, data: asked })
      if (!running.count) {
        throw new BareCountError('invalid_state', `This run has ended already (${run.status}).`, {
          remedy: 'Nothing is left to cancel.',
        })
      }
    }
    await notifyChange(tx, id)
    await notifyChange(tx, run.leaseAgentId ?? CANCELS)
    return { status: ended.count ? ('cancelled' as const) : ('running' as const) }
  })
}

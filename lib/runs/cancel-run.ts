import type { Actor } from '../auth/actor.ts'
import { authorise } from '../auth/authorise.ts'
import { transaction } from '../db/client.ts'
import { BareCountError, notFound } from '../errors.ts'
import { appendEvidence } from '../evidence/append-evidence.ts'
import { notifyChange } from '../live/notify.ts'
import type { RunnerSpec } from '../provisioning/target.ts'
import { CANCELS } from './dispatch/cancel-watch.ts'
import { finishedEvent, judgedBy } from './finished-event.ts'
import { onRunsEnded } from './on-runs-ended.ts'
import type { RunStatus } from './run-words.ts'

/**
 * Stops a run. One that waits ends at once; one that runs is told (an agent, with the next it hears), its process is ended, and it then ends as
 * cancelled, unless it finished first. Returns the status it has now. Throws `not_found`, `forbidden`, `invalid_state`.
 */
export async function cancelRun(actor: Actor, id: string): Promise<{ status: RunStatus }> {
  authorise(actor, 'run:cancel')
  const where = { tenantId: actor.tenantId, id }
  return transaction(async (tx) => {
    const run = await tx.run.findFirst({ where, include: { runner: true } })
    if (!run) throw notFound('run')
    const asked = { cancelRequestedAt: new Date(), cancelRequestedById: actor.userId }
    const reason = run.attempt
      ? `Cancelled by ${actor.label} while it waited for its next attempt.`
      : `Cancelled by ${actor.label} before it started.`
    const waiting = await tx.run.updateMany({
      where: { ...where, status: { in: ['queued', 'retrying'] } },
      data: { ...asked, status: 'cancelled', reason, dueAt: null, finishedAt: new Date() },
    })
    if (waiting.count) {
      const { runner } = run
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
    return { status: waiting.count ? ('cancelled' as const) : ('running' as const) }
  })
}

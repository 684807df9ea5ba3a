import type { Actor } from '../auth/actor.ts'
import type { Tx } from '../db/client.ts'
import type { Run, Runner } from '../db/generated/client.ts'
import { notifyUsers } from '../notifications/notify-users.ts'
import type { EndedRun } from './on-runs-ended.ts'

/** One that fails and recovers by turns is told of no more often. */
const TOLD_AT_MOST_EVERY_MS = 3600_000

type Ended = Pick<Run, 'id' | 'tenantId' | 'origin'>
type End = Pick<EndedRun, 'status' | 'reason'>

/** Tells of what ended together, in its order. */
export async function tellRunsFailed(tx: Tx, _actor: Actor, ended: readonly EndedRun[]): Promise<void> {
  for (const { run, runner, ...end } of ended) await tellRunFailed(tx, run, runner, end)
}

/**
 * Keeps since when a runner fails, and tells whoever brought it there of the first failure after a success: one message
 * however many runs fail after it or beside it. A smoke test is told of by its deployment.
 */
export async function tellRunFailed(tx: Tx, run: Ended, runner: Runner, end: End): Promise<void> {
  if (run.origin === 'smoke_test' || end.status === 'cancelled' || end.status === 'denied') return
  const where = { tenantId: runner.tenantId, id: runner.id }
  if (end.status === 'succeeded') {
    // Nearly all runs succeed after one that did: those write nothing here.
    if (runner.failingSince) await tx.runner.updateMany({ where, data: { failingSince: null } })
    return
  }
  const now = new Date()
  const { count } = await tx.runner.updateMany({ where: { ...where, failingSince: null }, data: { failingSince: now } })
  if (!count) return
  const lately = new Date(now.getTime() - TOLD_AT_MOST_EVERY_MS)
  const due = { ...where, OR: [{ failureToldAt: null }, { failureToldAt: { lte: lately } }] }
  if (!(await tx.runner.updateMany({ where: due, data: { failureToldAt: now } })).count) return
  const deployment = await tx.deployment.findFirst({
    where: { tenantId: runner.tenantId, id: runner.deploymentId },
    select: { requestedById: true, environment: { select: { name: true } } },
  })
  if (!deployment) return
  const why = end.reason ? `: ${end.reason}` : '.'
  await notifyUsers(tx, runner.tenantId, [deployment.requestedById], {
    kind: 'run_failed',
    sentence: `A run of ${runner.name} in ${deployment.environment.name} failed${why}`,
    link: `/runs/${run.id}`,
    subjectIds: [run.id, runner.id],
  })
}

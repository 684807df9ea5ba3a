import type { Outcome } from '../approvals/outcomes.ts'
import type { Actor } from '../auth/actor.ts'
import { type Tx, unsafeTx } from '../db/client.ts'
import { enqueue } from '../worker/enqueue.ts'
import { involvedInDeployment } from './involved-in-deployment.ts'
import { openStatuses } from './stage-names.ts'
import { endDeployment, subjectOf } from './transitions.ts'

/** What follows when people have decided about a deployment. */
export const deploymentOutcome: Outcome = {
  async lock(tx, { tenantId, subjectId }) {
    await unsafeTx(tx)
      .$queryRaw`select 1 from "Deployment" where "tenantId" = ${tenantId} and id = ${subjectId} for update`
  },
  async current(tx, { tenantId, subjectId, decisionDigest }) {
    const found = await tx.deployment.findFirst({
      where: { tenantId, id: subjectId, decisionDigest, status: { in: [...openStatuses] } },
      select: { id: true },
    })
    return found !== null
  },
  involved: involvedInDeployment,
  approved: (tx, actor, { subjectId }) => goOn(tx, actor, subjectId),
  rejected: (tx, actor, { subjectId }, comment) =>
    cancel(tx, actor, subjectId, `Rejected by ${actor.label}: ${comment}`),
  unanswered: (tx, actor, { subjectId }, how) =>
    cancel(
      tx,
      actor,
      subjectId,
      how === 'expired'
        ? 'Nobody decided in time; the request has expired.'
        : `The request was taken back by ${actor.label}.`,
    ),
}

/** waiting_approval → queued, as the next round. One that does not wait comes to its gate by itself. */
async function goOn(tx: Tx, { tenantId }: Actor, id: string): Promise<void> {
  const waiting = await tx.deployment.findFirst({ where: { tenantId, id, status: 'waiting_approval' } })
  if (!waiting) return
  const round = waiting.round + 1
  const data = { status: 'queued' as const, round, reason: null, waitingUntil: null }
  await tx.deployment.updateMany({ where: { tenantId, id }, data })
  await enqueue(tx, 'deploy', `${id}:${round}`, tenantId, id, round)
}

async function cancel(tx: Tx, actor: Actor, id: string, reason: string): Promise<void> {
  const row = await tx.deployment.findFirst({
    where: { tenantId: actor.tenantId, id },
    include: { manifest: true, manifestVersion: true, environment: true },
  })
  if (row) await endDeployment(tx, actor, subjectOf(row), 'cancelled', reason)
}

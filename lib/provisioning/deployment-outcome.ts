import type { Outcome } from '../approvals/outcomes.ts'
import { sayWho } from '../approvals/say-slots.ts'
import type { Actor } from '../auth/actor.ts'
import type { Tx } from '../db/client.ts'
import { goOn } from './go-on.ts'
import { involvedInDeployment } from './involved-in-deployment.ts'
import { lockDeployment } from './lock-deployment.ts'
import { openStatuses } from './stage-names.ts'
import { endDeployment, subjectOf } from './transitions.ts'

/** What follows when people have decided about a deployment. */
export const deploymentOutcome: Outcome = {
  lock: (tx, { tenantId, subjectId }) => lockDeployment(tx, { tenantId, deploymentId: subjectId }),
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
  // One that is at work already finds out at its gate.
  async reopened(tx, { tenantId }, { subjectId, slots }) {
    const reason = `An approval was taken back. Waiting for ${sayWho(slots)}.`
    await tx.deployment.updateMany({
      where: { tenantId, id: subjectId, status: 'scheduled' },
      data: { status: 'waiting_approval', reason, waitingUntil: null },
    })
  },
}

async function cancel(tx: Tx, actor: Actor, id: string, reason: string): Promise<void> {
  const row = await tx.deployment.findFirst({
    where: { tenantId: actor.tenantId, id },
    include: { manifest: true, manifestVersion: true, environment: true },
  })
  if (row) await endDeployment(tx, actor, subjectOf(row), 'cancelled', reason)
}

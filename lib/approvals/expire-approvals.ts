import { systemActor } from '../auth/actor.ts'
import { transaction, unsafeDb } from '../db/client.ts'
import { appendEvidence } from '../evidence/append-evidence.ts'
import { endDeployment, subjectOf } from '../provisioning/transitions.ts'
import { quorum } from './quorum.ts'

const BATCH = 100

/**
 * Ends requests whose time is over, and the deployments that waited for them. Returns how many. Runs over every tenant,
 * since time does; deciding refuses an expired request by itself, so nothing hangs on how often this is called.
 */
export async function expireApprovals(now: Date): Promise<number> {
  const due = await unsafeDb.approvalRequest.findMany({
    where: { status: 'open', expiresAt: { lte: now } },
    include: {
      votes: { select: { userId: true, approve: true, at: true } },
      deployment: { include: { manifest: true, manifestVersion: true, environment: true } },
    },
    take: BATCH,
  })
  for (const { deployment, votes, ...request } of due) {
    const tenant = await unsafeDb.tenant.findUniqueOrThrow({ where: { id: request.tenantId } })
    const actor = systemActor(tenant, 'scheduler')
    await transaction(async (tx) => {
      const { count } = await tx.approvalRequest.updateMany({
        where: { tenantId: request.tenantId, id: request.id, status: 'open' },
        data: { status: 'expired', decidedAt: now },
      })
      if (!count) return
      const { manifestId, environmentId, id: deploymentId } = deployment
      await appendEvidence(tx, {
        kind: 'approval.decided',
        actor,
        manifestId,
        environmentId,
        deploymentId,
        result: 'denied',
        approvalId: request.id,
        outcome: 'expired',
        approvals: quorum(votes, request.required).approvals,
        required: request.required,
        decisionDigest: request.decisionDigest,
      })
      await endDeployment(
        tx,
        actor,
        subjectOf(deployment),
        'cancelled',
        'Nobody decided in time; the request has expired.',
      )
    })
  }
  return due.length
}

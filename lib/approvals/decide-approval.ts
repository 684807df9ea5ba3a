import type { z } from 'zod'
import type { Actor } from '../auth/actor.ts'
import { authorise } from '../auth/authorise.ts'
import { type Tx, transaction, unsafeTx } from '../db/client.ts'
import { BareCountError, notFound } from '../errors.ts'
import { appendEvidence } from '../evidence/append-evidence.ts'
import { newId } from '../ids.ts'
import { notifyChange } from '../live/notify.ts'
import { endDeployment, subjectOf } from '../provisioning/transitions.ts'
import { enqueue } from '../worker/enqueue.ts'
import { conflictOf, quorum } from './quorum.ts'
import { decideInput } from './schema.ts'

/**
 * Casts the actor's vote and counts it with the request's row locked. Enough approvals queue the deployment's next
 * round in the same transaction; one rejection ends it. Throws `not_found`, `forbidden` for whoever is involved,
 * `invalid_state` for what is decided, expired, or asks about something that has changed since.
 */
export async function decideApproval(
  actor: Actor,
  given: z.output<typeof decideInput>,
): Promise<{ state: string; missing: number }> {
  authorise(actor, 'approval:decide')
  const input = decideInput.parse(given)
  return transaction(async (tx) => {
    const request = await lockRequest(tx, actor, input.approvalId)
    const { deployment } = request
    const conflict = conflictOf(actor.userId, {
      requestedById: request.requestedById,
      authoredById: deployment.manifestVersion.createdById,
      sourceUploadedById: deployment.manifestVersion.source?.uploadedById,
    })
    if (conflict) throw new BareCountError('forbidden', `${conflict} Somebody else must decide.`)
    const vote = { userId: actor.userId, approve: input.approve, at: new Date() }
    const id = newId('vote')
    await tx.approvalVote.create({
      data: { tenantId: actor.tenantId, id, approvalId: request.id, ...vote, comment: input.comment },
    })
    const about = {
      manifestId: deployment.manifestId,
      environmentId: deployment.environmentId,
      deploymentId: deployment.id,
      approvalId: request.id,
    }
    const digest = request.decisionDigest
    await appendEvidence(tx, {
      kind: 'approval.voted',
      actor,
      ...about,
      result: input.approve ? 'succeeded' : 'denied',
      approve: input.approve,
      comment: input.comment,
      decisionDigest: digest,
    })
    const stand = quorum([...request.votes, vote], request.required)
    if (stand.state !== 'open') {
      await tx.approvalRequest.updateMany({
        where: { tenantId: actor.tenantId, id: request.id, status: 'open' },
        data: { status: stand.state, decidedAt: vote.at },
      })
      await appendEvidence(tx, {
        kind: 'approval.decided',
        actor,
        ...about,
        result: stand.state === 'approved' ? 'succeeded' : 'denied',
        outcome: stand.state,
        approvals: stand.approvals,
        required: request.required,
        decisionDigest: digest,
      })
      if (stand.state === 'rejected') {
        await endDeployment(
          tx,
          actor,
          subjectOf(deployment),
          'cancelled',
          `Rejected by ${actor.label}: ${input.comment}`,
        )
      } else await startNextRound(tx, actor, deployment)
    }
    await notifyChange(tx, deployment.id)
    return { state: stand.state, missing: stand.missing }
  })
}

async function lockRequest(tx: Tx, actor: Actor, id: string) {
  await unsafeTx(tx)
    .$queryRaw`select 1 from "ApprovalRequest" where "tenantId" = ${actor.tenantId} and id = ${id} for update`
  const request = await tx.approvalRequest.findFirst({
    where: { tenantId: actor.tenantId, id },
    include: {
      votes: { select: { userId: true, approve: true, at: true } },
      deployment: {
        include: {
          manifest: true,
          environment: true,
          manifestVersion: { include: { source: { select: { uploadedById: true } } } },
        },
      },
    },
  })
  if (!request) throw notFound('approval request')
  if (request.status !== 'open') {
    throw new BareCountError('invalid_state', `This request is ${request.status} already.`, {
      remedy: 'Reload the page.',
    })
  }
  if (request.expiresAt <= new Date()) {
    throw new BareCountError('invalid_state', 'This request has expired.', {
      remedy: 'Ask the requester to deploy again.',
    })
  }
  if (
    request.deployment.decisionDigest !== request.decisionDigest ||
    request.deployment.status !== 'waiting_approval'
  ) {
    throw new BareCountError('invalid_state', 'What this request was about has changed since.', {
      remedy: 'Look at the newer request.',
    })
  }
  return request
}

async function startNextRound(tx: Tx, actor: Actor, deployment: { id: string; round: number }): Promise<void> {
  const round = deployment.round + 1
  const where = {
    tenantId: actor.tenantId,
    id: deployment.id,
    round: deployment.round,
    status: 'waiting_approval' as const,
  }
  const { count } = await tx.deployment.updateMany({
    where,
    data: { status: 'queued', round, reason: null, waitingUntil: null },
  })
  if (!count)
    throw new BareCountError('conflict', 'The deployment changed in this instant.', { remedy: 'Reload the page.' })
  await enqueue(tx, 'deploy', `${deployment.id}:${round}`, actor.tenantId, deployment.id, round)
}

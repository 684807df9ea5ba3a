import { closeOpenRequests } from '../approvals/close-open-requests.ts'
import type { Actor } from '../auth/actor.ts'
import type { Tx } from '../db/client.ts'
import type { DeploymentStatus } from '../db/generated/enums.ts'
import { appendEvidence } from '../evidence/append-evidence.ts'
import { boardOf, notifyChange } from '../live/notify.ts'
import { openStatuses, type StageName } from './stage-names.ts'
import { tellDeploymentFailed } from './tell-deployment-failed.ts'

export type DeploymentRef = { tenantId: string; deploymentId: string }
export type Round = DeploymentRef & { round: number }

/** What evidence says about a deployment, whatever happened to it. */
export type DeploymentSubject = {
  id: string
  manifestId: string
  environmentId: string
  manifestName: string
  version: number
  environment: string
}

/** A deployment's row with the names it refers to, as evidence names it. Pure. */
export function subjectOf(row: {
  id: string
  manifestId: string
  environmentId: string
  manifest: { name: string }
  manifestVersion: { version: number }
  environment: { name: string }
}): DeploymentSubject {
  return {
    id: row.id,
    manifestId: row.manifestId,
    environmentId: row.environmentId,
    manifestName: row.manifest.name,
    version: row.manifestVersion.version,
    environment: row.environment.name,
  }
}

/**
 * queued|running → running, for this round only. False when the deployment ended, was superseded, or belongs to a
 * later round: then whoever asks must stop.
 */
export async function beginDeployment(tx: Tx, { tenantId, deploymentId, round }: Round): Promise<boolean> {
  const { count } = await tx.deployment.updateMany({
    where: { tenantId, id: deploymentId, round, status: { in: ['queued', 'running'] } },
    data: { status: 'running', reason: null, waitingUntil: null },
  })
  if (!count) return false
  await tx.deployment.updateMany({
    where: { tenantId, id: deploymentId, startedAt: null },
    data: { startedAt: new Date() },
  })
  return true
}

/** any open status → `to`, closing what was still to come. Returns false when it was no longer open. */
export async function endDeployment(
  tx: Tx,
  actor: Actor,
  subject: DeploymentSubject,
  to: Extract<DeploymentStatus, 'succeeded' | 'failed' | 'cancelled' | 'superseded'>,
  reason: string,
): Promise<boolean> {
  const where = { tenantId: actor.tenantId, id: subject.id }
  const { count } = await tx.deployment.updateMany({
    where: { ...where, status: { in: [...openStatuses] } },
    data: { status: to, reason, waitingUntil: null, finishedAt: new Date() },
  })
  if (!count) return false
  if (to === 'cancelled' || to === 'superseded') {
    await tx.stage.updateMany({
      where: { tenantId: actor.tenantId, deploymentId: subject.id, status: { in: ['queued', 'running', 'waiting'] } },
      data: { status: 'cancelled', reason, finishedAt: new Date() },
    })
    const asked = { kind: 'deployment' as const, subjectId: subject.id }
    await closeOpenRequests(tx, actor, asked, to === 'superseded' ? 'superseded' : 'withdrawn', reason)
  }
  await appendEvidence(tx, {
    kind: 'deployment.finished',
    actor,
    manifestId: subject.manifestId,
    environmentId: subject.environmentId,
    deploymentId: subject.id,
    result: to === 'succeeded' ? 'succeeded' : to === 'failed' ? 'failed' : 'info',
    status: to,
    reason,
    manifest: subject.manifestName,
    version: subject.version,
    environment: subject.environment,
  })
  if (to === 'failed') await tellDeploymentFailed(tx, actor, subject, reason)
  await notifyChange(tx, subject.id)
  await notifyChange(tx, boardOf(actor.tenantId))
  return true
}

/** queued|running|waiting → running as the next attempt. A crashed attempt is taken over by the one that follows. */
export async function claimStage(tx: Tx, ref: DeploymentRef, name: StageName): Promise<number | undefined> {
  const where = { tenantId: ref.tenantId, deploymentId: ref.deploymentId, name }
  const { count } = await tx.stage.updateMany({
    where: { ...where, status: { in: ['queued', 'running', 'waiting'] } },
    data: { status: 'running', attempt: { increment: 1 }, startedAt: new Date(), finishedAt: null, reason: null },
  })
  if (!count) return undefined
  const row = await tx.stage.findFirst({ where, select: { attempt: true } })
  await notifyChange(tx, ref.deploymentId)
  return row?.attempt
}

/** running → an end, by the attempt that holds the stage and no other. */
export async function settleStage(
  tx: Tx,
  ref: DeploymentRef & { name: StageName; attempt: number },
  end: {
    status: 'succeeded' | 'failed' | 'cancelled' | 'waiting'
    reason?: string
    errorCode?: string
    remedy?: string
    output?: Record<string, unknown>
  },
): Promise<boolean> {
  const { count } = await tx.stage.updateMany({
    where: { ...refWhere(ref), name: ref.name, attempt: ref.attempt, status: 'running' },
    data: {
      status: end.status,
      reason: end.reason ?? null,
      errorCode: end.errorCode ?? null,
      remedy: end.remedy ?? null,
      ...(end.output ? { output: end.output as object } : {}),
      finishedAt: end.status === 'waiting' ? null : new Date(),
    },
  })
  if (count) await notifyChange(tx, ref.deploymentId)
  return count === 1
}

const refWhere = (ref: DeploymentRef) => ({ tenantId: ref.tenantId, deploymentId: ref.deploymentId })

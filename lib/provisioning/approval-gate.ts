import { APPROVAL_DAYS } from '../approvals/schema.ts'
import { db } from '../db/client.ts'
import { jsonDigest } from '../digest.ts'
import { appendEvidence } from '../evidence/append-evidence.ts'
import { newId } from '../ids.ts'
import type { StageContext, StageResult } from './stage-handler.ts'

const DAY_MS = 24 * 3600_000

/**
 * What an approval is bound to: sha256 over manifest, artifact, environment and the policy and prices that were used.
 * Any of them changing gives another digest, and the approval no longer counts.
 */
export async function decisionDigest(context: StageContext): Promise<string> {
  const { version, environment, deployment, actor } = context
  const validated = await context.outputOf('validate')
  const attestations = await db.attestation.findMany({
    where: { tenantId: actor.tenantId, artifact: { digest: deployment.artifactDigest ?? '' } },
    select: { predicateType: true, keyId: true },
    orderBy: [{ predicateType: 'asc' }, { keyId: 'asc' }],
    distinct: ['predicateType', 'keyId'],
  })
  const bound = {
    manifest: version.digest,
    source: version.sourceDigest,
    artifact: deployment.artifactDigest,
    attestations,
    environment: { id: environment.id, target: environment.target, variables: environment.variables },
    policyDigest: validated.policyDigest ?? null,
    priceBookDigest: validated.priceBookDigest ?? null,
  }
  return jsonDigest(bound)
}

/** How many must approve: what the environment asks for or what policy found, whichever is more. */
export async function requiredApprovals({ environment, outputOf }: StageContext): Promise<number> {
  const validated = await outputOf('validate')
  return Math.max(environment.approvalsRequired, Number(validated.approvalsRequired ?? 0))
}

/**
 * The human gate before anything is applied. Returns undefined when nobody has to be asked, or enough people have
 * approved exactly this; otherwise the result that makes the deployment wait.
 */
export async function approvalGate(context: StageContext): Promise<StageResult | undefined> {
  const { actor, deployment, environment, manifest, version, declared } = context
  const required = await requiredApprovals(context)
  if (required === 0) return undefined
  const digest = await decisionDigest(context)
  const where = { tenantId: actor.tenantId, deploymentId: deployment.id, decisionDigest: digest }
  const known = await db.approvalRequest.findFirst({ where: { ...where, status: { in: ['open', 'approved'] } } })
  if (known?.status === 'approved') {
    context.log(`Approved for exactly these digests (${known.id}).`)
    return undefined
  }
  const people = `${required} ${required === 1 ? 'approver' : 'approvers'}`
  const until = known?.expiresAt ?? new Date(Date.now() + APPROVAL_DAYS * DAY_MS)
  const reason = `Waiting for ${people} of ${actor.tenantSlug}.`
  context.log(reason)
  const id = known?.id ?? newId('approval')
  const summary = `Deploy ${manifest.name} version ${version.version} (${declared.runner.class}, ${declared.runner.size}) to ${environment.name}`
  return {
    output: { approvalId: id, decisionDigest: digest },
    waiting: { reason, until },
    async commit(tx) {
      if (known) return
      await tx.approvalRequest.updateMany({
        where: { tenantId: actor.tenantId, deploymentId: deployment.id, status: 'open' },
        data: { status: 'superseded', decidedAt: new Date() },
      })
      await tx.deployment.updateMany({
        where: { tenantId: actor.tenantId, id: deployment.id },
        data: { decisionDigest: digest },
      })
      await tx.approvalRequest.create({
        data: { ...where, id, required, requestedById: deployment.requestedById, summary, expiresAt: until },
      })
      await appendEvidence(tx, {
        kind: 'approval.requested',
        actor,
        result: 'info',
        manifestId: manifest.id,
        environmentId: environment.id,
        deploymentId: deployment.id,
        manifest: manifest.name,
        version: version.version,
        environment: environment.name,
        approvalId: id,
        decisionDigest: digest,
        required,
        expiresAt: until.toISOString(),
        summary,
      })
    },
  }
}

import { openRequest } from '../approvals/open-request.ts'
import { sayWho } from '../approvals/say-slots.ts'
import { APPROVAL_DAYS } from '../approvals/schema.ts'
import { db } from '../db/client.ts'
import { jsonDigest } from '../digest.ts'
import type { ApprovalSlot } from '../policy/schema.ts'
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

/** Who must approve, as policy found when it judged the deployment. */
export async function askedPeople({ outputOf }: StageContext): Promise<ApprovalSlot[]> {
  return ((await outputOf('validate')).slots ?? []) as ApprovalSlot[]
}

/**
 * The human gate before anything is applied. Returns undefined when nobody has to be asked, or enough people have
 * approved exactly this; otherwise the result that makes the deployment wait.
 */
export async function approvalGate(context: StageContext): Promise<StageResult | undefined> {
  const { actor, deployment, environment, manifest, version, declared } = context
  const slots = await askedPeople(context)
  if (slots.length === 0) return undefined
  const digest = await decisionDigest(context)
  const where = { tenantId: actor.tenantId, deploymentId: deployment.id, decisionDigest: digest }
  const known = await db.approvalRequest.findFirst({ where: { ...where, status: { in: ['open', 'approved'] } } })
  if (known?.status === 'approved') {
    context.log(`Approved for exactly these digests (${known.id}).`)
    return undefined
  }
  const until = known?.expiresAt ?? new Date(Date.now() + APPROVAL_DAYS * DAY_MS)
  const reason = `Waiting for ${sayWho(slots)} of ${actor.tenantSlug}.`
  context.log(reason)
  return {
    output: { decisionDigest: digest },
    waiting: { reason, until },
    async commit(tx) {
      if (known) return
      await tx.deployment.updateMany({
        where: { tenantId: actor.tenantId, id: deployment.id },
        data: { decisionDigest: digest },
      })
      await openRequest(tx, actor, {
        kind: 'deployment',
        subjectId: deployment.id,
        about: { manifestId: manifest.id, environmentId: environment.id, deploymentId: deployment.id },
        slots,
        decisionDigest: digest,
        requestedById: deployment.requestedById,
        summary: `Deploy ${manifest.name} version ${version.version} (${declared.runner.class}, ${declared.runner.size}) to ${environment.name}`,
        expiresAt: until,
      })
    },
  }
}

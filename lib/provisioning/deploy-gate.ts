import { fewestPeople } from '../approvals/standing.ts'
import { verifyArtifactSignature } from '../artifacts/verify-artifact-signature.ts'
import { recordGlassUse } from '../break-glass/record-use.ts'
import { db, type Tx, transaction } from '../db/client.ts'
import { exceptionsOfOutput } from '../exceptions/lapsed-exceptions.ts'
import { decidePolicy, refusalOf } from '../policy/decide-policy.ts'
import type { PolicyVerdict } from '../policy/schema.ts'
import { askedPeople, decisionDigest } from './approval-gate.ts'
import { checkNames } from './check-names.ts'
import type { StageContext } from './stage-handler.ts'
import { subjectOf } from './transitions.ts'

/** What a deployment was let through by. */
export type PassedGate = {
  decisionId: string
  policyVersion: number
  /** Exceptions without which either gate would have denied it. */
  exceptionsUsed?: string[]
  breakGlassId?: string
}

/**
 * The gate right before anything is applied: approvals are there and for exactly these digests, the artifact is signed
 * and scanned with findings under the threshold, names resolve where the profile relies on them. Throws
 * `policy_denied` with every reason.
 */
export async function deployGate(context: StageContext, artifactDigest: string): Promise<PassedGate> {
  const { actor, deployment, declared, environment, manifest, log } = context
  const required = fewestPeople(await askedPeople(context))
  const digest = await decisionDigest(context)
  const approved = await db.approvalRequest.findFirst({
    where: { tenantId: actor.tenantId, deploymentId: deployment.id, status: 'approved' },
    select: { decisionDigest: true, required: true },
    orderBy: { id: 'desc' },
  })
  const names = ['privatelink', 'vpn'].includes(declared.runner.network_profile)
    ? await checkNames(declared.runner.egress_allow)
    : []
  for (const name of names)
    log(`DNS ${name.host}: ${name.resolves ? name.detail : `does not resolve (${name.detail})`}`)
  // Asked before the transaction, which would otherwise hold one connection while waiting for another.
  const signatureVerified = await verifyArtifactSignature(actor.tenantId, artifactDigest)
  const validated = await context.outputOf('validate')
  const { verdict, decisionId } = await transaction(async (tx) => {
    const decided = await decidePolicy(
      tx,
      actor,
      {
        gate: 'deploy',
        subjectId: deployment.id,
        declared,
        environment,
        artifactDigest,
        signatureVerified,
        approvals: {
          required,
          given: approved?.required ?? 0,
          current: required === 0 || approved?.decisionDigest === digest,
        },
        dnsChecked: names.every((name) => name.resolves),
      },
      { manifestId: manifest.id, environmentId: environment.id, deploymentId: deployment.id },
    )
    if (decided.verdict.allowed) await recordPassedOver(tx, context, decided.verdict, validated)
    return decided
  })
  for (const finding of verdict.findings) log(`${finding.level}: ${finding.reason} ${finding.remedy}`)
  if (!verdict.allowed) throw refusalOf(verdict)
  const used = [...new Set([...exceptionsOfOutput(validated), ...(verdict.exceptionsUsed ?? [])])].sort()
  return {
    decisionId,
    policyVersion: verdict.policyVersion,
    ...(used.length > 0 && { exceptionsUsed: used }),
    ...(verdict.passedOver && { breakGlassId: verdict.passedOver.breakGlassId }),
  }
}

/** What break-glass let it pass by, at this gate and at the first one, in the transaction that lets it pass. */
async function recordPassedOver(
  tx: Tx,
  { actor, deployment, manifest, version, environment }: StageContext,
  { passedOver }: PolicyVerdict,
  validated: Record<string, unknown>,
): Promise<void> {
  if (!passedOver) return
  const before = (validated as Pick<PolicyVerdict, 'passedOver'>).passedOver?.rules ?? []
  const { id, requestedById } = deployment
  const named = { manifest, manifestVersion: version, environment }
  await recordGlassUse(tx, actor, {
    breakGlassId: passedOver.breakGlassId,
    deployment: subjectOf({ id, manifestId: manifest.id, environmentId: environment.id, ...named }),
    requestedById,
    passedOver: [...before, ...passedOver.rules],
  })
}

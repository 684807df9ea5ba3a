import { fewestPeople } from '../approvals/standing.ts'
import { verifyArtifactSignature } from '../artifacts/verify-artifact-signature.ts'
import { db, transaction } from '../db/client.ts'
import { decidePolicy, refusalOf } from '../policy/decide-policy.ts'
import { askedPeople, decisionDigest } from './approval-gate.ts'
import { checkNames } from './check-names.ts'
import type { StageContext } from './stage-handler.ts'

/**
 * The gate right before anything is applied: approvals are there and for exactly these digests, the artifact is signed
 * and scanned with findings under the threshold, names resolve where the profile relies on them. Throws
 * `policy_denied` with every reason.
 */
export async function deployGate(
  context: StageContext,
  artifactDigest: string,
): Promise<{ decisionId: string; policyVersion: number }> {
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
  const { verdict, decisionId } = await transaction((tx) =>
    decidePolicy(
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
    ),
  )
  for (const finding of verdict.findings) log(`${finding.level}: ${finding.reason} ${finding.remedy}`)
  if (!verdict.allowed) throw refusalOf(verdict)
  return { decisionId, policyVersion: verdict.policyVersion }
}

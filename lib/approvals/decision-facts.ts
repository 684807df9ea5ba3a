import { scanSummarySchema } from '../artifacts/schema.ts'
import { verifyArtifactSignature } from '../artifacts/verify-artifact-signature.ts'
import type { Actor } from '../auth/actor.ts'
import type { CostEstimate } from '../cost/schema.ts'
import { db } from '../db/client.ts'
import { diffFields } from '../manifests/diff-manifests.ts'
import { normalisedManifestSchema } from '../manifests/schema.ts'
import { getApproval } from './queries.ts'

/**
 * Everything an approver looks at for one request: what is asked, what differs from what runs now, and how policy,
 * cost, scan and signature stand. Throws `not_found`.
 */
export async function decisionFacts(actor: Actor, id: string) {
  const approval = await getApproval(actor, id)
  const { deployment } = approval
  const { tenantId } = actor
  const version = deployment?.manifestVersion
  const [live, scan, decision, requester, voters] = await Promise.all([
    db.runner.findFirst({
      where: {
        tenantId,
        manifestId: approval.manifestId ?? '',
        environmentId: approval.environmentId ?? '',
        status: 'active',
      },
      select: { manifestVersion: { select: { version: true, text: true, normalised: true } } },
    }),
    db.scan.findFirst({
      where: { tenantId, artifact: { digest: deployment?.artifactDigest ?? '' } },
      select: { summary: true, at: true, artifactId: true },
      orderBy: { at: 'desc' },
    }),
    db.policyDecision.findFirst({
      where: { tenantId, subjectId: approval.subjectId },
      select: { allowed: true, findings: true, policyVersion: true },
      orderBy: { id: 'desc' },
    }),
    db.user.findUnique({ where: { id: approval.requestedById }, select: { email: true } }),
    db.user.findMany({
      where: { id: { in: approval.votes.map((vote) => vote.userId) } },
      select: { id: true, email: true },
    }),
  ])
  const before = live?.manifestVersion
  return {
    approval: {
      ...approval,
      votes: approval.votes.map((vote) => ({
        ...vote,
        person: voters.find((voter) => voter.id === vote.userId)?.email ?? vote.userId,
      })),
    },
    requester: requester?.email ?? approval.requestedById,
    cost: (deployment?.costEstimate ?? null) as CostEstimate | null,
    policy: decision as {
      allowed: boolean
      policyVersion: number
      findings: { level: string; reason: string }[]
    } | null,
    scan: scan ? { at: scan.at, artifactId: scan.artifactId, ...scanSummarySchema.parse(scan.summary) } : null,
    signed: await verifyArtifactSignature(tenantId, deployment?.artifactDigest ?? ''),
    live: before ? { version: before.version, text: before.text } : null,
    changes:
      before && version
        ? diffFields(
            normalisedManifestSchema.parse(before.normalised),
            normalisedManifestSchema.parse(version.normalised),
          )
        : null,
  }
}

export type DecisionFacts = Awaited<ReturnType<typeof decisionFacts>>

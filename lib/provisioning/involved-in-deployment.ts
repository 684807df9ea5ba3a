import { costOwners } from '../approvals/cost-owners.ts'
import type { Involved } from '../approvals/involved.ts'
import type { RequestRow } from '../approvals/request-row.ts'
import type { Tx } from '../db/client.ts'
import { normalisedManifestSchema } from '../manifests/schema.ts'

/**
 * Who has a part in a deployment: asked for it or resumed it, wrote any version since the one that runs there or has
 * begun a draft, uploaded what it is built from, granted an exception it uses, owns its cost.
 */
export async function involvedInDeployment(tx: Tx, { tenantId, subjectId, facts }: RequestRow): Promise<Involved[]> {
  const deployment = await tx.deployment.findFirst({
    where: { tenantId, id: subjectId },
    select: {
      requestedById: true,
      resumedByIds: true,
      manifestId: true,
      environmentId: true,
      manifestVersion: {
        select: { version: true, normalised: true, source: { select: { uploadedById: true } } },
      },
    },
  })
  if (!deployment) return []
  const { manifestVersion, manifestId, environmentId } = deployment
  const { metadata } = normalisedManifestSchema.parse(manifestVersion.normalised)
  return [
    { userId: deployment.requestedById, why: 'requested' },
    ...deployment.resumedByIds.map((userId) => ({ userId, why: 'resumed' as const })),
    ...(await editors(tx, { tenantId, manifestId, environmentId, version: manifestVersion.version })),
    ...(manifestVersion.source ? [{ userId: manifestVersion.source.uploadedById, why: 'uploaded' as const }] : []),
    ...(await granters(tx, tenantId, facts.exceptions?.value)),
    ...(await costOwners(tx, tenantId, metadata)),
  ]
}

type Place = { tenantId: string; manifestId: string; environmentId: string; version: number }

async function editors(tx: Tx, { tenantId, manifestId, environmentId, version }: Place): Promise<Involved[]> {
  const live = await tx.runner.findFirst({
    where: { tenantId, manifestId, environmentId, status: 'active' },
    select: { manifestVersion: { select: { version: true } } },
  })
  // Going back brings what was written before, so its own author counts whatever runs now.
  const since = Math.min(live?.manifestVersion.version ?? 0, version - 1)
  const versions = await tx.manifestVersion.findMany({
    where: { tenantId, manifestId, version: { gt: since, lte: version } },
    select: { createdById: true, version: true },
    distinct: ['createdById'],
    orderBy: { version: 'desc' },
  })
  const drafts = await tx.draft.findMany({ where: { tenantId, manifestId }, select: { userId: true } })
  return [
    ...versions.map(({ createdById, version }) => ({
      userId: createdById,
      why: 'edited' as const,
      detail: `version ${version}`,
    })),
    ...drafts.map(({ userId }) => ({ userId, why: 'drafting' as const })),
  ]
}

/** Whoever approved an exception that it uses. */
async function granters(tx: Tx, tenantId: string, used: unknown): Promise<Involved[]> {
  const ids = Array.isArray(used) ? used.filter((id): id is string => typeof id === 'string') : []
  if (!ids.length) return []
  const votes = await tx.approvalVote.findMany({
    where: { tenantId, verdict: 'approve', approval: { kind: 'exception', subjectId: { in: ids } } },
    select: { userId: true, onBehalfOfId: true, approval: { select: { subjectId: true } } },
  })
  return votes.flatMap(({ userId, onBehalfOfId, approval }) =>
    [userId, onBehalfOfId].flatMap((id) =>
      id ? [{ userId: id, why: 'granted' as const, detail: approval.subjectId }] : [],
    ),
  )
}

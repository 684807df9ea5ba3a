import type { Actor } from '../../auth/actor.ts'
import { type Tx, unsafeTx } from '../../db/client.ts'
import { Prisma } from '../../db/generated/client.ts'
import { appendEvidence } from '../../evidence/append-evidence.ts'
import { type PolicySource, versionDigest } from '../load-policies.ts'
import { projectMatrix } from '../matrix/project-matrix.ts'
import { activeVersion } from './active-version.ts'
import { diffVersions, type VersionContent } from './diff-versions.ts'
import { contentOfVersion } from './draft-content.ts'
import type { Layer } from './layer.ts'
import { lockVersions } from './submission.ts'

export type NewVersion = Pick<Layer, 'scope' | 'scopeTenantId'> & {
  content: VersionContent
  /** Of the platform's version; the others are held against it. */
  schema: string
  note: string
  createdById: string | null
  approvalId?: string | undefined
  draftId?: string | undefined
  /** The tenant it is for, in the words of its address. */
  tenant?: string | undefined
  /** Rules changed by hand that an upgrade left as they were. */
  kept?: readonly string[]
}

/**
 * Makes a version and the active one of its layer, retires the one before, and gives the gates its matrix and quotas;
 * all in the caller's transaction. The one way in which a version becomes active.
 */
export async function activateVersion(
  tx: Tx,
  actor: Actor,
  version: NewVersion,
): Promise<{ version: number; digest: string }> {
  await lockVersions(tx)
  const { scope, scopeTenantId, content, schema, note } = version
  const { policies, matrix, quota } = content
  const source: PolicySource = { schema, policies }
  const before = await activeVersion(tx, { scope, scopeTenantId })
  const newest = await unsafeTx(tx).policyVersion.findFirst({ orderBy: { version: 'desc' }, select: { version: true } })
  const now = new Date()
  // Versions belong to layers, and the platform's to no tenant.
  const versions = unsafeTx(tx).policyVersion
  await versions.updateMany({
    where: { scope, scopeTenantId, activatedAt: { not: null }, retiredAt: null },
    data: { retiredAt: now },
  })
  const row = await versions.create({
    data: {
      version: (newest?.version ?? 0) + 1,
      scope,
      scopeTenantId,
      digest: versionDigest({ ...source, matrix, quota }),
      policies: source,
      matrix: matrix as Prisma.InputJsonArray,
      quota: quota === null ? Prisma.DbNull : (quota as Prisma.InputJsonValue),
      note,
      basedOn: before?.version ?? null,
      createdById: version.createdById,
      approvalId: version.approvalId ?? null,
      activatedAt: now,
    },
  })
  await projectMatrix(tx, row)
  const { digest: diffDigest, added, changed, removed } = diffVersions(contentOfVersion(before), content)
  await appendEvidence(tx, {
    kind: 'policy.activated',
    actor,
    result: 'info',
    version: row.version,
    digest: row.digest,
    scope,
    tenant: version.tenant,
    retires: before?.version,
    draftId: version.draftId,
    approvalId: version.approvalId,
    diffDigest,
    added,
    changed,
    removed,
    ...(version.kept?.length && { kept: version.kept }),
    ...(note && { note }),
  })
  return { version: row.version, digest: row.digest }
}

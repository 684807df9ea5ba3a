import { costOwners } from '../approvals/cost-owners.ts'
import type { Involved } from '../approvals/involved.ts'
import type { RequestRow } from '../approvals/request-row.ts'
import type { Tx } from '../db/client.ts'
import { normalisedManifestSchema } from '../manifests/schema.ts'

/**
 * Who has a part in an exception for one manifest: whoever wrote its newest version, or owns its cost. One for a whole
 * class is nobody's in particular.
 */
export async function involvedInException(tx: Tx, { tenantId, manifestId }: RequestRow): Promise<Involved[]> {
  if (!manifestId) return []
  const newest = await tx.manifestVersion.findFirst({
    where: { tenantId, manifestId },
    select: { createdById: true, version: true, normalised: true },
    orderBy: { version: 'desc' },
  })
  if (!newest) return []
  const { metadata } = normalisedManifestSchema.parse(newest.normalised)
  const author = { userId: newest.createdById, why: 'edited' as const, detail: `version ${newest.version}` }
  return [author, ...(await costOwners(tx, tenantId, metadata))]
}

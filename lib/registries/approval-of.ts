import type { Reference } from '../artifacts/oci/registry/reference.ts'
import type { Tx } from '../db/client.ts'

export type RegistryApproval = { id: string; prefix: string; publisherKeys: string[]; signatureRequired: boolean }

/** The approval in force that covers where an image is; of several the most specific one. Undefined when there is none. */
export async function approvalOf(
  reader: Pick<Tx, 'approvedRegistry'>,
  tenantId: string,
  reference: Pick<Reference, 'registry' | 'repository'>,
): Promise<RegistryApproval | undefined> {
  const [approval] = await reader.approvedRegistry.findMany({
    where: { tenantId, withdrawnAt: null, prefix: { in: prefixesOf(reference) } },
    select: { id: true, prefix: true, publisherKeys: true, signatureRequired: true },
    // A longer prefix sorts after its own beginning.
    orderBy: { prefix: 'desc' },
    take: 1,
  })
  return approval
}

/** Every prefix that covers an image, whole parts only: `host/team` does not cover `host/team-b`. Pure. */
function prefixesOf({ registry, repository }: Pick<Reference, 'registry' | 'repository'>): string[] {
  const parts = [registry.toLowerCase(), ...repository.split('/')]
  return parts.map((_, end) => parts.slice(0, end + 1).join('/'))
}

import type { ImageSources } from '../artifacts/build/image-sources.ts'
import { resolveTag } from '../artifacts/oci/registry/manifests.ts'
import { pullImage } from '../artifacts/oci/registry/pull-image.ts'
import { type Reference, sayReference } from '../artifacts/oci/registry/reference.ts'
import { registryClient } from '../artifacts/oci/registry/registry-client.ts'
import { db } from '../db/client.ts'
import { BareCountError } from '../errors.ts'
import { approvalOf, type RegistryApproval } from './approval-of.ts'

/** The images a tenant's builds may begin from: those of its approved registries. No other registry is ever dialled. */
export function tenantImages(tenantId: string, log: (line: string) => void, signal?: AbortSignal): ImageSources {
  return {
    async resolve(reference) {
      await requireApproval(tenantId, reference)
      if (reference.digest) return { digest: reference.digest }
      const client = registryClient(reference.registry, { signal })
      return { digest: await resolveTag(client, reference.repository, reference.tag ?? 'latest') }
    },
    async pull(reference, platform) {
      await requireApproval(tenantId, reference)
      return pullImage(registryClient(reference.registry, { signal }), reference, { platform, log })
    },
  }
}

/** The approval that covers an image. Throws `policy_denied` when there is none. */
export async function requireApproval(tenantId: string, reference: Reference): Promise<RegistryApproval> {
  const approval = await approvalOf(db, tenantId, reference)
  if (approval) return approval
  throw new BareCountError('policy_denied', `${sayReference(reference)} is in a registry that is not approved.`, {
    remedy: `Ask a platform admin to approve ${reference.registry} under Settings → Registries.`,
  })
}

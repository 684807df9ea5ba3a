import { parseReference } from '../artifacts/oci/registry/reference.ts'
import type { Tx } from '../db/client.ts'
import type { NormalisedManifest } from '../manifests/schema.ts'
import { approvalOf } from '../registries/approval-of.ts'
import { publisherKeyIds } from '../registries/publisher-keys.ts'
import type { PolicyRequestOf } from './schema.ts'

type ImageFacts = Pick<PolicyRequestOf<'deploy'>, 'image'>

/**
 * What the gates look at in an image that somebody else built; nothing for a runner that takes none. Signed counts by
 * the keys the publisher has now: a key that was taken out of the approval no longer vouches for anything.
 */
export async function imageFacts(tx: Tx, tenantId: string, { runner }: NormalisedManifest): Promise<ImageFacts> {
  return factsOfImage(tx, tenantId, runner.class === 'container' ? runner.image.ref : undefined)
}

/** The same of an image by its reference. */
export async function factsOfImage(tx: Tx, tenantId: string, reference: string | undefined): Promise<ImageFacts> {
  const named = reference === undefined ? undefined : parseReference(reference)
  if (reference === undefined || !named) return {}
  const approval = await approvalOf(tx, tenantId, named)
  const taken = await tx.imageReference.findFirst({ where: { tenantId, reference }, select: { signedBy: true } })
  const counted = new Set(publisherKeyIds(approval?.publisherKeys ?? []))
  return {
    image: {
      reference,
      registryApproved: approval !== undefined,
      signatureRequired: approval?.signatureRequired ?? false,
      publisherSigned: taken?.signedBy.some((keyId) => counted.has(keyId)) ?? false,
    },
  }
}

import type { Actor } from '../auth/actor.ts'
import type { Tx } from '../db/client.ts'
import { appendEvidence } from '../evidence/append-evidence.ts'

export type TakenReference = {
  /** `registry/repository@sha256:…` */
  name: string
  /** Ids of the publisher's keys whose signature verified. */
  signedBy: string[]
  attestations: { predicateType: string; keyId: string }[]
}

export type ReferenceAbout = { manifestId: string; environmentId: string; deploymentId: string }

/** Writes down which image was taken, and what its publisher's signatures said of it at that moment. */
export async function recordReference(
  tx: Tx,
  actor: Actor,
  { name, signedBy, attestations }: TakenReference,
  artifactDigest: string,
  about: ReferenceAbout,
): Promise<void> {
  const { tenantId } = actor
  const seen = { artifactDigest, signedBy, attestations, checkedAt: new Date() }
  await tx.imageReference.upsert({
    where: { tenantId_reference: { tenantId, reference: name } },
    create: { tenantId, reference: name, ...seen },
    update: seen,
  })
  await appendEvidence(tx, {
    ...about,
    kind: 'image.taken',
    actor,
    result: 'succeeded',
    subjectDigests: [{ name, sha256: artifactDigest }],
    reference: name,
    digest: artifactDigest,
    signedBy,
    predicateTypes: attestations.map(({ predicateType }) => predicateType),
  })
}

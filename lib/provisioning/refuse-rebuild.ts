import { verifyArtifactSignature } from '../artifacts/verify-artifact-signature.ts'
import { db } from '../db/client.ts'
import { BareCountError } from '../errors.ts'
import type { StageContext } from './stage-handler.ts'

/**
 * What a promotion or rollback takes is exactly what its source deployment brought: the same version, the same bytes,
 * under a signature that counts. Throws `rebuild_refused` otherwise.
 */
export async function refuseRebuild({
  actor,
  deployment,
  manifest,
  version,
}: Pick<StageContext, 'actor' | 'deployment' | 'manifest' | 'version'>): Promise<{
  artifactDigest: string
  from: string
}> {
  const source = await db.deployment.findFirst({
    where: { tenantId: actor.tenantId, id: deployment.sourceDeploymentId ?? '' },
    select: {
      manifestId: true,
      manifestVersionId: true,
      artifactDigest: true,
      environment: { select: { name: true } },
    },
  })
  const { artifactDigest } = deployment
  if (!source || source.manifestId !== manifest.id || source.manifestVersionId !== version.id) {
    throw refused(`Version ${version.version} was never deployed where it is said to come from.`)
  }
  const from = source.environment.name
  if (!artifactDigest || source.artifactDigest !== artifactDigest) {
    throw refused(
      `${from} has ${source.artifactDigest ?? 'no artifact'}, not ${artifactDigest ?? 'what is to be applied'}.`,
    )
  }
  // Last, so that a difference is named as one. A revoked key or a lost signature is no reason to build again.
  if (!(await verifyArtifactSignature(actor.tenantId, artifactDigest))) {
    throw refused(`No signature of ${artifactDigest} counts any more.`)
  }
  return { artifactDigest, from }
}

const refused = (sentence: string) =>
  new BareCountError('rebuild_refused', sentence, {
    remedy: 'Deploy the version to the first environment again and promote it from there. Nothing is built on the way.',
  })

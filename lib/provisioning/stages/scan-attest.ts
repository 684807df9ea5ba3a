import product from '../../../package.json' with { type: 'json' }
import { checkedBlobPath } from '../../artifacts/blobs.ts'
import { recordArtifact } from '../../artifacts/record-artifact.ts'
import { scanArtifact } from '../../artifacts/scan/scan-artifact.ts'
import type { Material } from '../../artifacts/sign/provenance.ts'
import { db } from '../../db/client.ts'
import { BareCountError } from '../../errors.ts'
import type { StageHandler } from '../stage-handler.ts'

type BuildOutput = { sizeBytes?: number; materials?: Material[]; startedAt?: string; finishedAt?: string }

/**
 * Looks at what was built with the data of now, and signs what is known of it. Findings do not stop this stage: the
 * deploy gate judges them, with the thresholds of the place it goes to.
 */
export const scanAttest: StageHandler = async (context) => {
  const { actor, deployment, manifest, version, declared, environment, log } = context
  const digest = deployment.artifactDigest
  if (!digest || declared.runner.class !== 'serverless') {
    throw new BareCountError('invalid_state', 'There is no artifact to scan.', { remedy: 'Deploy again.' })
  }
  const scan = await scanArtifact({ zipPath: await checkedBlobPath(digest), digest, name: manifest.name, log })
  const built = (await context.outputOf('build')) as BuildOutput
  const known = await db.artifact.findFirst({
    where: { tenantId: actor.tenantId, digest },
    select: { sizeBytes: true },
  })
  const { source, runtime, handler } = declared.runner.function
  const recorded = await recordArtifact(actor, {
    digest,
    sizeBytes: built.sizeBytes ?? known?.sizeBytes ?? 0,
    name: manifest.name,
    sourceDigest: version.sourceDigest ?? '',
    externalParameters: { manifestDigest: version.digest, source, runtime, ...(handler ? { handler } : {}) },
    materials: built.materials ?? [],
    startedAt: new Date(built.startedAt ?? Date.now()),
    finishedAt: new Date(built.finishedAt ?? Date.now()),
    builderVersion: { node: process.versions.node, barecount: product.version },
    scan,
    manifestId: manifest.id,
    environmentId: environment.id,
    deploymentId: deployment.id,
  })
  log(`Signed ${recorded.attestationIds.length} statements about ${digest}.`)
  return {
    output: {
      artifactId: recorded.artifactId,
      scanId: recorded.scanId,
      attestations: recorded.attestationIds.length,
      findings: scan.findings.length,
      summary: scan.summary,
      dataset: scan.dataset,
    },
  }
}

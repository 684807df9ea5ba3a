import { type BuiltArtifact, builderVersion } from '../../artifacts/build/build-artifact.ts'
import { recordArtifact } from '../../artifacts/record-artifact.ts'
import { scanArtifact } from '../../artifacts/scan/scan-artifact.ts'
import { unpinnedBases } from '../../artifacts/unpinned-bases.ts'
import { db } from '../../db/client.ts'
import { BareCountError } from '../../errors.ts'
import { publishImage } from '../../registries/publish-image.ts'
import type { StageContext, StageHandler } from '../stage-handler.ts'

/** What the build stage left, as JSON; nothing of it when the artifact had been built before. */
type BuildOutput = Partial<Omit<BuiltArtifact, 'digest' | 'facts' | 'startedAt' | 'finishedAt'>> & {
  startedAt?: string
  finishedAt?: string
  unpinned?: unknown
}

/**
 * Looks at what was built with the data of now, and signs what is known of it. Findings do not stop this stage: the
 * deploy gate judges them, with the thresholds of the place it goes to.
 */
export const scanAttest: StageHandler = async (context) => {
  const { actor, deployment, manifest, version, environment, log } = context
  const digest = deployment.artifactDigest
  const built = (await context.outputOf('build')) as BuildOutput
  const known = digest
    ? await db.artifact.findFirst({
        where: { tenantId: actor.tenantId, digest },
        select: { sizeBytes: true, kind: true, buildType: true },
      })
    : undefined
  const kind = known?.kind ?? built.kind
  const buildType = known?.buildType ?? built.buildType
  if (!digest || !kind || !buildType) {
    throw new BareCountError('invalid_state', 'There is no artifact to scan.', { remedy: 'Deploy again.' })
  }
  const scan = await scanArtifact({ digest, kind, name: manifest.name, log })
  scan.findings.push(...unpinnedBases(built.unpinned))
  const recorded = await recordArtifact(actor, {
    digest,
    kind,
    buildType,
    sizeBytes: built.sizeBytes ?? Number(known?.sizeBytes ?? 0),
    name: manifest.name,
    sourceDigest: version.sourceDigest ?? undefined,
    externalParameters: { manifestDigest: version.digest, ...built.parameters },
    materials: built.materials ?? [],
    startedAt: new Date(built.startedAt ?? Date.now()),
    finishedAt: new Date(built.finishedAt ?? Date.now()),
    builderVersion: built.builderVersion ?? builderVersion,
    scan,
    manifestId: manifest.id,
    environmentId: environment.id,
    deploymentId: deployment.id,
  })
  log(`Signed ${recorded.attestationIds.length} statements about ${digest}.`)
  const published = kind === 'image' || kind === 'golden_image' ? await publish(context, digest) : undefined
  return {
    output: {
      ...(published && { published: published.address }),
      artifactId: recorded.artifactId,
      scanId: recorded.scanId,
      attestations: recorded.attestationIds.length,
      findings: scan.findings.length,
      summary: scan.summary,
      dataset: scan.dataset,
    },
  }
}

/** Tools outside find the image and what was signed of it by the version it was built for. */
function publish({ actor, manifest, version, environment, deployment, log, signal }: StageContext, digest: string) {
  const about = { manifestId: manifest.id, environmentId: environment.id, deploymentId: deployment.id }
  const tags = [`v${version.version}`, 'latest']
  return publishImage(actor, { digest, name: manifest.name, tags, about, log, signal })
}

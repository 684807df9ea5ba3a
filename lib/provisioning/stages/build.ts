import { buildArtifact } from '../../artifacts/build/build-artifact.ts'
import { verifyArtifactSignature } from '../../artifacts/verify-artifact-signature.ts'
import { db, type Tx } from '../../db/client.ts'
import { recordReference } from '../../registries/record-reference.ts'
import { refuseRebuild } from '../refuse-rebuild.ts'
import type { StageContext, StageHandler } from '../stage-handler.ts'

/**
 * The source becomes an artifact, once: a version that has been built before goes on with the same digest, and a
 * promotion never builds. The build itself is reproducible, so a crash in the middle costs only time.
 */
export const build: StageHandler = async (context) => {
  const { actor, deployment, version, declared, log, signal } = context
  if (deployment.kind === 'promote') {
    const { artifactDigest, from } = await refuseRebuild(context)
    log(`Built before, and deployed to ${from}: ${artifactDigest}`)
    return { output: { artifactDigest, reused: true } }
  }
  const known = await builtBefore(context)
  if (known) {
    log(`Built before: ${known}`)
    return { output: { artifactDigest: known, reused: true }, commit: (tx) => keepDigest(tx, known) }
  }
  const source = version.sourceDigest
    ? await db.source.findFirst({ where: { tenantId: actor.tenantId, digest: version.sourceDigest } })
    : undefined
  const request = { tenantId: actor.tenantId, runner: declared.runner, source: source ?? undefined, log, signal }
  const { digest, facts, startedAt, finishedAt, reference, ...built } = await buildArtifact(request)
  return {
    output: {
      artifactDigest: digest,
      ...built,
      ...facts,
      startedAt: startedAt.toISOString(),
      finishedAt: finishedAt.toISOString(),
      ...(reference ? { publisher: reference } : {}),
    },
    async commit(tx) {
      await keepDigest(tx, digest)
      if (reference) await recordReference(tx, actor, reference, digest, aboutOf(context))
    },
  }

  async function keepDigest(tx: Tx, artifactDigest: string): Promise<void> {
    await tx.deployment.updateMany({
      where: { tenantId: actor.tenantId, id: deployment.id },
      data: { artifactDigest },
    })
  }
}

const aboutOf = ({ manifest, environment, deployment }: StageContext) => ({
  manifestId: manifest.id,
  environmentId: environment.id,
  deploymentId: deployment.id,
})

/** The digest this very version was built to, when that artifact was scanned and its signature still counts. */
async function builtBefore({ actor, version }: StageContext): Promise<string | undefined> {
  const earlier = await db.deployment.findFirst({
    where: {
      tenantId: actor.tenantId,
      manifestVersionId: version.id,
      artifactDigest: { not: null },
      stages: { some: { name: 'scan_attest', status: 'succeeded' } },
    },
    select: { artifactDigest: true },
    orderBy: { id: 'desc' },
  })
  const digest = earlier?.artifactDigest ?? undefined
  // One whose only signature does not count any more is built again: the same bytes, signed anew.
  return digest && (await verifyArtifactSignature(actor.tenantId, digest)) ? digest : undefined
}

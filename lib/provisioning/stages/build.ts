import { buildFunction } from '../../artifacts/build/build-function.ts'
import { db, type Tx } from '../../db/client.ts'
import { BareCountError } from '../../errors.ts'
import type { StageContext, StageHandler } from '../stage-handler.ts'

/**
 * The source becomes an artifact, once: a version that has been built before goes on with the same digest, and a
 * promotion never builds. The build itself is reproducible, so a crash in the middle costs only time.
 */
export const build: StageHandler = async (context) => {
  const { actor, deployment, version, declared, log, signal } = context
  const known = await builtBefore(context)
  if (known) {
    log(`Built before: ${known}`)
    return { output: { artifactDigest: known, reused: true }, commit: (tx) => keepDigest(tx, known) }
  }
  if (deployment.kind === 'promote') {
    throw new BareCountError('invalid_state', 'A promotion takes what was built before, and there is nothing.', {
      remedy: 'Deploy this version to the lower environment first.',
    })
  }
  if (declared.runner.class !== 'serverless') {
    throw new BareCountError('unsupported', `This installation does not build ${declared.runner.class} artifacts.`, {
      remedy: 'Use the class serverless.',
    })
  }
  const source = version.sourceDigest
    ? await db.source.findFirst({ where: { tenantId: actor.tenantId, digest: version.sourceDigest } })
    : undefined
  if (!source) {
    throw new BareCountError('build_failed', 'This version was submitted without its source.', {
      remedy: 'Open the manifest, upload the source folder, and submit it again.',
    })
  }
  const built = await buildFunction({
    sourceDigest: source.digest,
    sourceKind: source.kind,
    function: declared.runner.function,
    log,
    signal,
  })
  const { digest, sizeBytes, entries, dependencies, materials, startedAt, finishedAt } = built
  return {
    output: {
      artifactDigest: digest,
      sizeBytes,
      entries,
      dependencies,
      materials,
      startedAt: startedAt.toISOString(),
      finishedAt: finishedAt.toISOString(),
    },
    commit: (tx) => keepDigest(tx, digest),
  }

  async function keepDigest(tx: Tx, artifactDigest: string): Promise<void> {
    await tx.deployment.updateMany({
      where: { tenantId: actor.tenantId, id: deployment.id },
      data: { artifactDigest },
    })
  }
}

/** The digest this very version was built to, when that artifact was scanned and signed too. */
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
  return earlier?.artifactDigest ?? undefined
}

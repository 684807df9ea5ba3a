import { estimateInput } from '../../cost/testing/inputs.ts'
import { db } from '../../db/client.ts'
import type { Environment } from '../../db/generated/client.ts'
import { newId } from '../../ids.ts'
import { manifestDigest } from '../../manifests/manifest-digest.ts'
import { type NormalisedManifest, normalisedManifestSchema } from '../../manifests/schema.ts'

export type TestVersion = { manifestId: string; versionId: string; version: number; declared: NormalisedManifest }

/** `sha256:` of one letter many times: told apart at a glance. */
export const digestOf = (letter: string): string => `sha256:${letter.repeat(64)}`

/** A version of a manifest, the first one with the manifest itself. */
export async function makeVersion(
  tenantId: string,
  name: string,
  version = 1,
  env: Record<string, string> = {},
): Promise<TestVersion> {
  const { manifest } = estimateInput({ class: 'serverless', network_profile: 'private_vpc' })
  const declared = normalisedManifestSchema.parse({
    ...manifest,
    metadata: { ...manifest.metadata, name },
    runner: { ...manifest.runner, env },
  })
  const shape = {
    runnerClass: 'serverless',
    size: declared.runner.size,
    profile: declared.runner.network_profile,
  } as const
  const { pipeline, owner } = declared.metadata
  const known = await db.manifest.findFirst({ where: { tenantId, name }, select: { id: true } })
  const manifestId = known?.id ?? newId('manifest')
  if (!known)
    await db.manifest.create({ data: { tenantId, id: manifestId, name, pipeline, owner, latestVersion: 1, ...shape } })
  const versionId = newId('manifestVersion')
  await db.manifestVersion.create({
    data: {
      tenantId,
      id: versionId,
      manifestId,
      version,
      digest: manifestDigest(declared),
      text: `version: ${version}\n`,
      normalised: declared,
      createdById: 'usr_test',
      ...shape,
    },
  })
  return { manifestId, versionId, version, declared }
}

/** What a deployment that ended leaves: its row with its smoke test, and the catalog's record. */
export async function placeRunner(
  tenantId: string,
  environment: Environment,
  { manifestId, versionId, declared }: TestVersion,
  over: { digest?: string; smoke?: 'succeeded' | 'failed'; minutesAgo?: number } = {},
): Promise<{ deploymentId: string; runnerId: string }> {
  const { digest = digestOf('a'), smoke = 'succeeded', minutesAgo = 0 } = over
  const deploymentId = newId('deployment')
  const place = { tenantId, manifestId, manifestVersionId: versionId, environmentId: environment.id }
  await db.deployment.create({
    data: {
      ...place,
      id: deploymentId,
      status: smoke,
      artifactDigest: digest,
      requestedById: 'usr_test',
      finishedAt: new Date(Date.now() - minutesAgo * 60_000),
    },
  })
  await db.stage.create({ data: { tenantId, deploymentId, name: 'smoke_test', ordinal: 1, status: smoke } })
  const { name, pipeline } = declared.metadata
  const env = { ...(environment.variables as Record<string, string>), ...declared.runner.env }
  const record = {
    manifestVersionId: versionId,
    deploymentId,
    artifactDigest: digest,
    status: smoke === 'succeeded' ? ('active' as const) : ('smoke_failed' as const),
    spec: { artifactDigest: digest, env },
  }
  const key = { tenantId, manifestId, environmentId: environment.id }
  const { count } = await db.runner.updateMany({ where: key, data: record })
  const found = await db.runner.findFirst({ where: key, select: { id: true } })
  if (count && found) return { deploymentId, runnerId: found.id }
  const runnerId = newId('runner')
  await db.runner.create({
    data: {
      ...key,
      ...record,
      id: runnerId,
      name,
      runnerClass: 'serverless',
      size: declared.runner.size,
      profile: declared.runner.network_profile,
      role: `runner/test/${environment.name}/${name}`,
      pipeline,
      pipelineVersion: 1,
      concurrencyLimit: 1,
    },
  })
  return { deploymentId, runnerId }
}

import { systemActor } from '#lib/auth/actor.ts'
import { db, unsafeDb } from '#lib/db/client.ts'
import type { Environment } from '#lib/db/generated/client.ts'
import { makeTenant, type TestTenant } from '#lib/db/testing/world.ts'
import { firstEnvironment, scannedArtifact } from '#lib/findings/testing/scanned-runner.ts'
import { newId } from '#lib/ids.ts'
import { type NormalisedManifest, normalisedManifestSchema } from '#lib/manifests/schema.ts'
import { submitManifest } from '#lib/manifests/submit-manifest.ts'
import { deployManifest } from '#lib/provisioning/deploy-manifest.ts'
import type { StageContext } from '#lib/provisioning/stage-handler.ts'
import { makeTenantRules } from './rules.ts'

/** One tenant with one manifest, a deployment of it on its way, and a runner of it that takes work: all allowed. */
export type EnforcementWorld = {
  tenant: TestTenant
  environment: Environment
  before: Environment
  text: string
  declared: NormalisedManifest
  manifestId: string
  versionId: string
  deploymentId: string
  runnerId: string
  artifactId: string
  artifactDigest: string
}

export type ManifestOver = { metadata?: string; class?: string; profile?: string; source?: string; more?: string }

const textOf = (over: ManifestOver) => `apiVersion: barecount.io/v1
kind: RunnerManifest
metadata: { name: judged, pipeline: orders/in, owner: finance${over.metadata ?? ''} }
runner:
  class: ${over.class ?? 'serverless'}
  size: small
  network_profile: ${over.profile ?? 'private_vpc'}
  ${over.source ?? 'function: { source: ./src, runtime: nodejs, handler: index.handler }'}
${over.more ?? ''}`

let ranks = 100

/** Everything that paths need to bring the same matter before their gates. */
export async function enforcementWorld(over: ManifestOver = {}): Promise<EnforcementWorld> {
  await firstEnvironment()
  const tenant = await makeTenant()
  const tenantId = tenant.id
  await makeTenantRules(tenantId)
  await db.matrixCell.createMany({
    data: (['vpn', 'privatelink', 'on_premise_agent'] as const).map((networkProfile) => ({
      tenantId,
      runnerClass: 'serverless' as const,
      size: 'small' as const,
      networkProfile,
    })),
  })
  await db.matrixCell.create({
    data: { tenantId, runnerClass: 'container', size: 'small', networkProfile: 'private_vpc' },
  })
  const [before, environment] = [await environmentOf(tenant, 'before'), await environmentOf(tenant, 'here')]
  const text = textOf(over)
  const { id: versionId } = await submitManifest(tenant.engineer, { text })
  const version = await unsafeDb.manifestVersion.findFirstOrThrow({ where: { id: versionId } })
  const declared = normalisedManifestSchema.parse(version.normalised)
  const { manifestId } = version
  const { artifactId, digest: artifactDigest } = await scannedArtifact(tenant, [])
  const request = { manifestVersionId: versionId, environment: environment.name }
  const { id: deploymentId } = await deployManifest(tenant.engineer, request)
  await db.deployment.updateMany({ where: { tenantId, id: deploymentId }, data: { artifactDigest } })
  const runnerId = newId('runner')
  await db.runner.create({
    data: {
      tenantId,
      id: runnerId,
      manifestId,
      manifestVersionId: versionId,
      environmentId: environment.id,
      deploymentId,
      name: 'judged',
      runnerClass: declared.runner.class,
      size: declared.runner.size,
      profile: declared.runner.network_profile,
      artifactDigest,
      role: 'runner/judged',
      pipeline: 'orders/in',
      pipelineVersion: 1,
      status: 'active',
      concurrencyLimit: 10,
      spec: {},
    },
  })
  const ids = { manifestId, versionId, deploymentId, runnerId, artifactId, artifactDigest }
  return { tenant, environment, before, text, declared, ...ids }
}

function environmentOf(tenant: TestTenant, name: string): Promise<Environment> {
  return unsafeDb.environment.create({
    data: { id: newId('environment'), name: `${name}-${tenant.slug}`, rank: ranks++ },
  })
}

/** What the worker hands to a stage of the world's deployment. */
export async function stageContext(world: EnforcementWorld): Promise<StageContext> {
  const { tenant, declared, environment, deploymentId: id } = world
  const tenantId = tenant.id
  const row = await unsafeDb.deployment.findUniqueOrThrow({
    where: { tenantId_id: { tenantId, id } },
    include: { manifest: true, manifestVersion: true },
  })
  const { manifest, manifestVersion: version, ...deployment } = row
  return {
    actor: systemActor(tenant, 'worker'),
    deployment,
    manifest,
    version,
    declared,
    environment: await unsafeDb.environment.findUniqueOrThrow({ where: { id: environment.id } }),
    attempt: 1,
    signal: new AbortController().signal,
    log: () => undefined,
    outputOf: async (name) => {
      const stage = await db.stage.findFirst({ where: { tenantId, deploymentId: id, name }, select: { output: true } })
      return (stage?.output ?? {}) as Record<string, unknown>
    },
  }
}

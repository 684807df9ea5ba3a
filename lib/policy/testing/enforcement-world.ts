import { createHash } from 'node:crypto'
import { signProvenance } from '#lib/artifacts/testing/sign-provenance.ts'
import { systemActor } from '#lib/auth/actor.ts'
import { db, unsafeDb } from '#lib/db/client.ts'
import type { Environment } from '#lib/db/generated/client.ts'
import { makeTenant, type TestTenant } from '#lib/db/testing/world.ts'
import { firstEnvironment, scanAgain, scannedArtifact } from '#lib/findings/testing/scanned-runner.ts'
import { newId } from '#lib/ids.ts'
import { manifestDigest } from '#lib/manifests/manifest-digest.ts'
import { type NormalisedManifest, normalisedManifestSchema } from '#lib/manifests/schema.ts'
import { submitManifest } from '#lib/manifests/submit-manifest.ts'
import { deployManifest } from '#lib/provisioning/deploy-manifest.ts'
import type { StageContext } from '#lib/provisioning/stage-handler.ts'
import { specOf } from '#lib/provisioning/targets/local/testing/function-fixture.ts'
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

export type WorldOver = {
  manifest?: ManifestOver
  /** Variables of the stored version that the schema would refuse today. */
  env?: Record<string, string>
  /** What its artifact lacks. */
  artifact?: 'unsigned' | 'unscanned'
}

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
export async function enforcementWorld({ manifest = {}, env, artifact }: WorldOver = {}): Promise<EnforcementWorld> {
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
  const text = textOf(manifest)
  const submitted = await submitManifest(tenant.engineer, { text })
  const { versionId, manifestId, declared } = await storedVersion(tenantId, submitted.id, env)
  const { artifactId, digest: artifactDigest } = await artifactOf(tenant, artifact)
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
      spec: specOf({ tenantId, runnerId, name: 'judged', environment, artifactDigest }) as object,
    },
  })
  const ids = { manifestId, versionId, deploymentId, runnerId, artifactId, artifactDigest }
  return { tenant, environment, before, text, declared, ...ids }
}

/** The version submitted; with `env`, another one beside it as it might have been stored long ago. */
async function storedVersion(tenantId: string, id: string, env: WorldOver['env']) {
  const row = await unsafeDb.manifestVersion.findFirstOrThrow({ where: { tenantId, id } })
  const declared = normalisedManifestSchema.parse(row.normalised)
  if (!env) return { versionId: id, manifestId: row.manifestId, declared }
  const old = { ...declared, runner: { ...declared.runner, env } }
  const versionId = newId('manifestVersion')
  await db.manifestVersion.create({
    data: { ...row, id: versionId, version: 2, digest: manifestDigest(old), normalised: old },
  })
  return { versionId, manifestId: row.manifestId, declared: old }
}

/** An artifact that is signed and scanned, or lacks one of the two. */
async function artifactOf(tenant: TestTenant, lacks: WorldOver['artifact']) {
  if (!lacks) return scannedArtifact(tenant, [])
  const artifactId = newId('artifact')
  const digest = `sha256:${createHash('sha256').update(artifactId).digest('hex')}`
  const facts = { kind: 'function_zip', sizeBytes: 1, buildType: 'test', builtById: 'usr_test' } as const
  await db.artifact.create({ data: { tenantId: tenant.id, id: artifactId, digest, ...facts } })
  if (lacks === 'unscanned') await signProvenance(tenant.id, { artifactId, digest })
  else await scanAgain(tenant, { artifactId, digest }, [])
  return { artifactId, digest }
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

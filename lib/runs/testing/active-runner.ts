import fs from 'node:fs'
import { putBlob } from '#lib/artifacts/blobs.ts'
import { functionZip, listFunctionFiles } from '#lib/artifacts/build/function-zip.ts'
import { signProvenance } from '#lib/artifacts/testing/sign-provenance.ts'
import { unsafeDb } from '#lib/db/client.ts'
import type { TestTenant } from '#lib/db/testing/world.ts'
import { newId } from '#lib/ids.ts'
import { submitManifest } from '#lib/manifests/submit-manifest.ts'
import { makePlatformRules } from '#lib/policy/testing/rules.ts'
import type { ServerlessSpec } from '#lib/provisioning/target.ts'
import { specOf, writeFunction } from '#lib/provisioning/targets/local/testing/function-fixture.ts'

const manifest = (name: string, more: string) => `apiVersion: barecount.io/v1
kind: RunnerManifest
metadata: { name: ${name}, pipeline: orders/ingest, owner: finance-data }
runner:
  class: serverless
  size: small
  network_profile: private_vpc
  function: { source: ./src, runtime: nodejs, handler: index.handler }
${more}`

/** A runner in the catalog that is ready to run `source` (an ES module), as a deployment leaves it. */
export async function activeRunner(
  tenant: TestTenant,
  source = 'export const handler = async (event) => ({ event })',
  changes: Partial<ServerlessSpec> = {},
  /** Lines of the manifest beside `runner`. */
  more = '',
): Promise<ServerlessSpec> {
  const runnerId = newId('runner')
  const name = `orders-${runnerId.slice(-6).toLowerCase()}`
  const version = await submitManifest(tenant.engineer, { text: manifest(name, more) })
  const found = await unsafeDb.environment.findUnique({ where: { name: 'dev' } })
  const environment = found ?? (await makePlatformRules())
  const folder = writeFunction({ 'index.mjs': source })
  const { digest } = await putBlob(functionZip(await listFunctionFiles(folder)))
  fs.rmSync(folder, { recursive: true })
  await signArtifact(tenant, name, digest)
  const profile = 'private_vpc'
  const spec = specOf({ tenantId: tenant.id, runnerId, name, environment, artifactDigest: digest, profile, ...changes })
  const { manifestId } = await unsafeDb.manifestVersion.findFirstOrThrow({ where: { id: version.id } })
  await unsafeDb.runner.create({
    data: {
      tenantId: tenant.id,
      id: runnerId,
      manifestId,
      manifestVersionId: version.id,
      environmentId: environment.id,
      deploymentId: newId('deployment'),
      name,
      runnerClass: 'serverless',
      size: 'small',
      profile,
      artifactDigest: digest,
      role: `runner/${tenant.slug}/dev/${name}`,
      pipeline: 'orders/ingest',
      pipelineVersion: 1,
      status: 'active',
      concurrencyLimit: spec.concurrency,
      spec: spec as object,
    },
  })
  await unsafeDb.matrixCell.createMany({
    data: { tenantId: tenant.id, runnerClass: 'serverless', size: 'small', networkProfile: profile },
    skipDuplicates: true,
  })
  return spec
}

/** What the gate of a run looks for: the artifact with provenance signed by this installation. */
export async function signArtifact(tenant: TestTenant, name: string, digest: string): Promise<void> {
  const artifact = { tenantId: tenant.id, digest, kind: 'function_zip', sizeBytes: 1, buildType: 'test' } as const
  const { id: artifactId } = await unsafeDb.artifact.upsert({
    where: { tenantId_digest: { tenantId: tenant.id, digest } },
    create: { ...artifact, id: newId('artifact'), builtById: tenant.engineer.userId },
    update: {},
  })
  await signProvenance(tenant.id, { artifactId, digest, name })
}

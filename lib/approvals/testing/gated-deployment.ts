import fs from 'node:fs'
import { putBlob } from '#lib/artifacts/blobs.ts'
import { functionZip, listFunctionFiles } from '#lib/artifacts/build/function-zip.ts'
import { db, unsafeDb } from '#lib/db/client.ts'
import type { TestTenant } from '#lib/db/testing/world.ts'
import { scanAgain } from '#lib/findings/testing/scanned-runner.ts'
import { newId } from '#lib/ids.ts'
import { submitManifest } from '#lib/manifests/submit-manifest.ts'
import { policyDigest } from '#lib/policy/load-policies.ts'
import { shippedPolicies } from '#lib/policy/policy-files.ts'
import { makePlatformRules } from '#lib/policy/testing/rules.ts'
import { deployManifest } from '#lib/provisioning/deploy-manifest.ts'
import { runStage } from '#lib/provisioning/run-stage.ts'
import type { StageName } from '#lib/provisioning/stage-names.ts'
import { writeFunction } from '#lib/provisioning/targets/local/testing/function-fixture.ts'
import { signArtifact } from '#lib/runs/testing/active-runner.ts'

const manifest = (name: string) => `apiVersion: barecount.io/v1
kind: RunnerManifest
metadata: { name: ${name}, pipeline: orders/ingest, owner: finance-data, tags: { cost_center: "4100" } }
runner:
  class: serverless
  size: small
  network_profile: private_vpc
  function: { source: ./src, runtime: nodejs, handler: index.handler }
`

export type Gated = { tenantId: string; deploymentId: string; manifestId: string; digest: string }

/** An environment that asks as many approvers, with the platform's rules around it; made once a database. */
async function askingEnvironment(approvals: number): Promise<string> {
  const name = `asks-${approvals}`
  if (!(await unsafeDb.environment.findUnique({ where: { name: 'dev' } }))) await makePlatformRules()
  const found = await unsafeDb.environment.findUnique({ where: { name } })
  const rank = 10 + approvals
  const data = { id: newId('environment'), name, rank, approvalsRequired: approvals }
  return (found ?? (await unsafeDb.environment.create({ data }))).name
}

/** A deployment whose artifact is built, signed and scanned: the human gate is next. */
export async function gatedDeployment(
  tenant: TestTenant,
  { approvals = 1, startsAt }: { approvals?: number; startsAt?: Date } = {},
): Promise<Gated> {
  const environment = await askingEnvironment(approvals)
  const name = `orders-${newId('manifest').slice(-8).toLowerCase()}`
  const { id: manifestVersionId } = await submitManifest(tenant.engineer, { text: manifest(name) })
  const { id: deploymentId } = await deployManifest(tenant.engineer, { manifestVersionId, environment, startsAt })
  const digest = await builtArtifact(tenant, name)
  const tenantId = tenant.id
  const passed: StageName[] = ['author', 'validate', 'build', 'scan_attest']
  await db.stage.updateMany({
    where: { tenantId, deploymentId, name: { in: passed } },
    data: { status: 'succeeded', output: {} },
  })
  await db.deployment.updateMany({ where: { tenantId, id: deploymentId }, data: { artifactDigest: digest } })
  const { manifestId } = await unsafeDb.deployment.findFirstOrThrow({ where: { id: deploymentId } })
  return { tenantId, deploymentId, manifestId, digest }
}

async function builtArtifact(tenant: TestTenant, name: string): Promise<string> {
  const folder = writeFunction({ 'index.mjs': `export const handler = async () => '${name}'` })
  const { digest } = await putBlob(functionZip(await listFunctionFiles(folder)))
  fs.rmSync(folder, { recursive: true })
  await signArtifact(tenant, name, digest)
  const { id: artifactId } = await unsafeDb.artifact.findFirstOrThrow({ where: { tenantId: tenant.id, digest } })
  await scanAgain(tenant, { artifactId, digest }, [])
  return digest
}

/** Runs a stage as the worker would in the deployment's present round. */
export async function stage({ tenantId, deploymentId }: Gated, name: StageName) {
  const row = await db.deployment.findFirst({ where: { tenantId, id: deploymentId }, select: { round: true } })
  return runStage({ tenantId, deploymentId, round: row?.round ?? 0 }, name)
}

/** The newest request about it. */
export async function requestOf({ tenantId, deploymentId }: Gated) {
  const where = { tenantId, subjectId: deploymentId }
  const found = await db.approvalRequest.findFirst({ where, orderBy: { id: 'desc' } })
  if (!found) throw new Error('nobody was asked')
  return found
}

/** Where it stands. */
export async function deploymentOf({ tenantId, deploymentId }: Gated) {
  return unsafeDb.deployment.findUniqueOrThrow({ where: { tenantId_id: { tenantId, id: deploymentId } } })
}

/** Activates the shipped rules with some more beside them. */
export async function activateRules(more: Record<string, string> = {}): Promise<void> {
  const shipped = shippedPolicies()
  const policies = { ...shipped, policies: { ...shipped.policies, ...more } }
  const newest = await unsafeDb.policyVersion.findFirstOrThrow({ orderBy: { version: 'desc' } })
  await unsafeDb.policyVersion.updateMany({ where: { retiredAt: null }, data: { retiredAt: new Date() } })
  await unsafeDb.policyVersion.create({
    data: { version: newest.version + 1, digest: policyDigest(policies), policies, activatedAt: new Date() },
  })
}

import { makeEnrolment } from '#lib/agents/make-enrolment.ts'
import { transaction, unsafeDb } from '#lib/db/client.ts'
import type { TestTenant } from '#lib/db/testing/world.ts'
import { newId } from '#lib/ids.ts'
import type { RunnerSpec } from '#lib/provisioning/target.ts'
import { activeRunner } from '#lib/runs/testing/active-runner.ts'

/** A runner, and a token for an agent that is to carry out its runs. */
export type InvitedRunner = { spec: RunnerSpec; instanceId?: string; token: string }

type Changes = { timeoutMs?: number; concurrency?: number; memoryMib?: number; secrets?: Record<string, string> }

/** A dedicated runner that takes work, with an instance that waits for its agent. */
export async function dedicatedRunner(tenant: TestTenant, changes: Changes = {}): Promise<InvitedRunner> {
  const spec = await pulledRunner(tenant, 'dedicated_compute', changes)
  return { spec, ...(await newInstance(tenant, spec)) }
}

/** One more instance of a runner. */
export async function newInstance(
  tenant: TestTenant,
  spec: RunnerSpec,
  { synthetic = false } = {},
): Promise<{ instanceId: string; token: string }> {
  const instanceId = newId('instance')
  const { artifactDigest, runnerId, environment } = spec
  await unsafeDb.instance.create({
    data: {
      ...{ tenantId: tenant.id, id: instanceId, runnerId, kind: 'host', artifactDigest, synthetic },
      ...{ specDigest: artifactDigest, spec: spec as object },
    },
  })
  const of = { kind: 'instance' as const, name: `host of ${spec.name}`, environment, runnerId, instanceId }
  const { token } = await transaction((tx) => makeEnrolment(tx, tenant.admin, of, 10))
  return { instanceId, token }
}

/** A serverless runner on the profile `on_premise_agent`, and a token for an agent of its environment. */
export async function onPremiseRunner(
  tenant: TestTenant,
  source: string,
  changes: Changes = {},
): Promise<InvitedRunner> {
  const spec = await activeRunner(tenant, source, changes)
  const here = { ...spec, profile: 'on_premise_agent' as const }
  await unsafeDb.runner.updateMany({
    where: { id: spec.runnerId },
    data: { profile: 'on_premise_agent', spec: here as object },
  })
  await allow(tenant, 'serverless')
  const { token } = await inviteOnPremise(tenant, spec.environment)
  return { spec: here, token }
}

async function inviteOnPremise(tenant: TestTenant, environment: { id: string; name: string }) {
  const of = { kind: 'on_premise' as const, name: 'edge', environment }
  return transaction((tx) => makeEnrolment(tx, tenant.admin, of, 10))
}

async function pulledRunner(tenant: TestTenant, name: 'dedicated_compute', changes: Changes): Promise<RunnerSpec> {
  const serverless = await activeRunner(tenant, undefined, changes)
  const { runtime: _, handler: __, class: ___, ...common } = serverless
  const spec: RunnerSpec = { ...common, class: name, drivers: [], entry: './run', lifecycle: {} }
  await unsafeDb.runner.updateMany({
    where: { id: spec.runnerId },
    data: { runnerClass: name, spec: spec as object },
  })
  await allow(tenant, name, spec.profile)
  return spec
}

async function allow(
  tenant: TestTenant,
  runnerClass: 'serverless' | 'dedicated_compute',
  networkProfile: RunnerSpec['profile'] = 'on_premise_agent',
): Promise<void> {
  const row = { tenantId: tenant.id, runnerClass, size: 'small' as const, networkProfile }
  await unsafeDb.matrixCell.createMany({ data: row, skipDuplicates: true })
}

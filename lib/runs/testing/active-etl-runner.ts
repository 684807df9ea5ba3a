import { unsafeDb } from '#lib/db/client.ts'
import type { TestTenant } from '#lib/db/testing/world.ts'
import type { EtlSpec } from '#lib/provisioning/target.ts'
import { etlSpec, packJob, sqlJob } from '#lib/provisioning/targets/local/etl/testing/job-fixture.ts'
import { activeRunner, signArtifact } from './active-runner.ts'

/** A runner in the catalog that is ready to run a SQL job, as a deployment leaves it. */
export async function activeEtlRunner(
  tenant: TestTenant,
  script: string,
  changes: Partial<EtlSpec> = {},
): Promise<EtlSpec> {
  const { tenantId, runnerId, name, environment } = await activeRunner(tenant)
  const digest = await packJob({ [sqlJob.entry]: script }, sqlJob)
  await signArtifact(tenant, name, digest)
  const spec = etlSpec(digest, sqlJob, { tenantId, runnerId, name, environment, ...changes })
  await unsafeDb.runner.update({
    where: { tenantId_id: { tenantId, id: runnerId } },
    data: { runnerClass: 'managed_etl', size: 'medium', artifactDigest: digest, spec: spec as object },
  })
  return spec
}

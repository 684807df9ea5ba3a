import { unsafeDb } from '#lib/db/client.ts'
import type { TestTenant } from '#lib/db/testing/world.ts'
import type { PulledSpec } from '#lib/provisioning/target.ts'
import { activeRunner, signArtifact } from '#lib/runs/testing/active-runner.ts'

type Own<S> = Omit<Partial<S>, 'class' | 'artifactDigest'>

/** A runner whose work is pulled, in the catalog as a deployment leaves it, with `digest` as its signed artifact. */
export async function pulledRunner<S extends PulledSpec>(
  tenant: TestTenant,
  runnerClass: S['class'],
  digest: string,
  changes: Own<S>,
): Promise<S> {
  const { runtime: _, handler: __, ...common } = await activeRunner(tenant)
  const own = { ...common, memoryMib: 256, vcpuMilli: 500, ...changes, class: runnerClass, artifactDigest: digest }
  const spec = own as unknown as S
  await signArtifact(tenant, spec.name, digest)
  await setSpec(spec)
  const row = { tenantId: tenant.id, runnerClass, size: spec.size, networkProfile: spec.profile }
  await unsafeDb.matrixCell.createMany({ data: row, skipDuplicates: true })
  return spec
}

/** Makes a spec what the runner is, as the last stage of a deployment does. */
export async function setSpec(spec: PulledSpec): Promise<void> {
  const { tenantId, runnerId: id, artifactDigest, concurrency: concurrencyLimit } = spec
  await unsafeDb.runner.updateMany({
    where: { tenantId, id },
    data: { runnerClass: spec.class, artifactDigest, concurrencyLimit, spec: spec as object, status: 'active' },
  })
}

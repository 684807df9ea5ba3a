import type { Environment, RunnerSize } from '../db/generated/client.ts'
import type { NormalisedManifest } from '../manifests/schema.ts'
import type { RunnerSpec } from './target.ts'

/** The executable of a golden image that does a run, when the manifest names none. */
export const DEFAULT_ENTRY = './run'

/** What the target is asked for: the manifest with its size looked up and the environment's variables below its own. Pure. */
export function runnerSpec(facts: {
  tenantId: string
  runnerId: string
  declared: NormalisedManifest
  size: RunnerSize
  environment: Environment
  artifactDigest: string
}): RunnerSpec {
  const { declared, size, environment } = facts
  const { runner } = declared
  const common = {
    tenantId: facts.tenantId,
    runnerId: facts.runnerId,
    name: declared.metadata.name,
    environment: { id: environment.id, name: environment.name },
    size: runner.size,
    artifactDigest: facts.artifactDigest,
    memoryMib: size.memoryMib,
    vcpuMilli: size.vcpuMilli,
    timeoutMs: declared.run.timeout_seconds * 1000,
    concurrency: size.concurrency,
    env: { ...(environment.variables as Record<string, string>), ...runner.env },
    secrets: runner.secrets,
    profile: runner.network_profile,
    egressAllow: runner.egress_allow,
  }
  switch (runner.class) {
    case 'serverless':
      return {
        ...common,
        class: 'serverless',
        runtime: runner.function.runtime,
        handler: runner.function.handler ?? 'index.handler',
        concurrency: runner.concurrency_limit ?? size.concurrency,
      }
    case 'container': {
      const { min, max, target_queue_depth: targetQueueDepth } = runner.scaling
      const scaling = { min, max, targetQueueDepth }
      const concurrency = max * size.concurrency
      return { ...common, class: 'container', scaling, concurrency, runsPerInstance: size.concurrency }
    }
    case 'managed_etl': {
      const { engine, entry } = runner.job
      const partitions = runner.shuffle_partition_hint
      const split = partitions === undefined ? {} : { partitions }
      return { ...common, class: 'managed_etl', engine, entry, workers: size.workers, ...split }
    }
    case 'dedicated_compute': {
      const { drivers, entry = DEFAULT_ENTRY, bootstrap } = runner.golden_image
      const { on_launch: onLaunch, on_terminate: onTerminate } = runner.lifecycle ?? {}
      return {
        ...common,
        class: 'dedicated_compute',
        drivers,
        entry,
        ...(bootstrap === undefined ? {} : { bootstrap }),
        lifecycle: { ...(onLaunch ? { onLaunch } : {}), ...(onTerminate ? { onTerminate } : {}) },
      }
    }
  }
}

/** The identity a runner acts as on its target, in the form the catalog shows. Pure. */
export function runnerRole(tenantSlug: string, environment: string, name: string): string {
  return `runner/${tenantSlug}/${environment}/${name}`
}

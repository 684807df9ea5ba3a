import type { Environment, RunnerSize } from '../db/generated/client.ts'
import { BareCountError } from '../errors.ts'
import type { NormalisedManifest } from '../manifests/schema.ts'
import type { RunnerSpec } from './target.ts'

/**
 * What the target is asked for: the manifest with its size looked up and the environment's variables below its own.
 * Pure. Throws `unsupported` for classes that no target runs yet.
 */
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
  if (runner.class !== 'serverless') {
    throw new BareCountError('unsupported', `No target of ${environment.name} runs ${runner.class} runners.`, {
      remedy: 'Choose the class serverless, or an environment whose target runs this class.',
    })
  }
  return {
    tenantId: facts.tenantId,
    runnerId: facts.runnerId,
    name: declared.metadata.name,
    environment: { id: environment.id, name: environment.name },
    class: 'serverless',
    size: runner.size,
    artifactDigest: facts.artifactDigest,
    runtime: runner.function.runtime,
    handler: runner.function.handler ?? 'index.handler',
    memoryMib: size.memoryMib,
    vcpuMilli: size.vcpuMilli,
    timeoutMs: declared.run.timeout_seconds * 1000,
    concurrency: runner.concurrency_limit ?? size.concurrency,
    env: { ...(environment.variables as Record<string, string>), ...runner.env },
    secrets: runner.secrets,
    profile: runner.network_profile,
    egressAllow: runner.egress_allow,
  }
}

/** The identity a runner acts as on its target, in the form the catalog shows. Pure. */
export function runnerRole(tenantSlug: string, environment: string, name: string): string {
  return `runner/${tenantSlug}/${environment}/${name}`
}

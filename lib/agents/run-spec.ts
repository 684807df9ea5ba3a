import type { Instance, Run, Runner } from '../db/generated/client.ts'
import { candidateOf } from '../provisioning/candidate.ts'
import type { RunnerSpec } from '../provisioning/target.ts'

/**
 * What a pulled run is run as: as its instance was started, as the version under test, or as what takes work.
 * Undefined when not by this instance, which is of another version than what takes work. Pure.
 */
export function runSpec(
  run: Pick<Run, 'origin' | 'instanceId' | 'artifactDigest'>,
  runner: Pick<Runner, 'spec' | 'candidate' | 'artifactDigest'>,
  instance: Pick<Instance, 'id' | 'artifactDigest' | 'spec'> | null,
): RunnerSpec | undefined {
  if (instance) {
    const current = run.instanceId === instance.id || instance.artifactDigest === runner.artifactDigest
    return current ? (instance.spec as RunnerSpec) : undefined
  }
  const candidate = candidateOf(runner)?.spec
  if (run.origin === 'smoke_test' && candidate?.artifactDigest === run.artifactDigest) return candidate
  return runner.spec as RunnerSpec
}

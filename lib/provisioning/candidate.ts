import type { Runner } from '../db/generated/client.ts'
import type { RunnerSpec } from './target.ts'

/**
 * What a deployment has placed but not proven yet. It waits beside the record of what takes work, and becomes that
 * record when the smoke test has passed: a bad version never serves, and the good one goes on meanwhile.
 */
export type Candidate = Pick<
  Runner,
  | 'manifestVersionId'
  | 'deploymentId'
  | 'artifactDigest'
  | 'runnerClass'
  | 'size'
  | 'profile'
  | 'pipeline'
  | 'pipelineVersion'
  | 'concurrencyLimit'
> & { spec: RunnerSpec }

/** The candidate of a catalog record, or undefined when none waits. Written by the deploy stage only. */
export function candidateOf(runner: Pick<Runner, 'candidate'>): Candidate | undefined {
  return (runner.candidate ?? undefined) as Candidate | undefined
}

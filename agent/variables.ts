import { contextForCode, traceparentOf } from '#lib/telemetry/trace-context.ts'
import type { Attempt } from './executor.ts'

/** What a run's process is told: the runner's variables, its secrets, and which run it is. */
export function variablesOf({ run, output }: Attempt): Record<string, string> {
  const { spec } = run
  return {
    ...spec.env,
    ...run.secrets,
    BC_RUN_ID: run.id,
    BC_RUN_TOKEN: run.token,
    BC_RUN_ATTEMPT: String(run.attempt),
    BC_OUTPUT_DIR: output,
    BC_ENVIRONMENT: spec.environment.name,
    BC_RUNNER: spec.runnerId,
    TRACEPARENT: traceparentOf(contextForCode(run)),
  }
}

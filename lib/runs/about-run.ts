import type { Run, Runner } from '../db/generated/client.ts'

export type Subject = {
  run: Pick<Run, 'id' | 'token' | 'attempt'>
  runner: Pick<Runner, 'id' | 'name' | 'manifestId' | 'environmentId'>
}

/** What evidence of an attempt says of the run it is an attempt at. Pure. */
export const aboutRun = ({ run, runner }: Subject) => ({
  runId: run.id,
  runnerId: runner.id,
  manifestId: runner.manifestId,
  environmentId: runner.environmentId,
  runner: runner.name,
  token: run.token,
  attempt: run.attempt,
})

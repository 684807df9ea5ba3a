import type { JobFailure } from '#lib/etl/job-failure.ts'
import { faultOfAnswer } from '#lib/runs/storable-json.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'

/** Why there is no answer, when nobody said; undefined when there is one that can be kept. */
export async function unanswered(sandbox: Sandbox, answer: string | undefined): Promise<JobFailure | undefined> {
  if (answer !== undefined) {
    const reason = faultOfAnswer('The job', answer)
    return reason ? { cause: 'user_error', reason } : undefined
  }
  const { code, signal } = await sandbox.exited
  const how = signal ? `by signal ${signal}` : `with code ${code}`
  return { cause: 'exited', reason: `The process of the job ended ${how} before it was done.` }
}

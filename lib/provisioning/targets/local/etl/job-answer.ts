import type { JobFailure } from '#lib/etl/job-failure.ts'
import { holdsUnstorable } from '#lib/runs/storable-json.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'

/** Why there is no answer, when nobody said; undefined when there is one that can be kept. */
export async function unanswered(sandbox: Sandbox, answer: string | undefined): Promise<JobFailure | undefined> {
  if (answer !== undefined) return answerFault(answer)
  const { code, signal } = await sandbox.exited
  const how = signal ? `by signal ${signal}` : `with code ${code}`
  return { cause: 'exited', reason: `The process of the job ended ${how} before it was done.` }
}

function answerFault(answer: string): JobFailure | undefined {
  try {
    if (!holdsUnstorable(JSON.stringify(JSON.parse(answer)))) return undefined
    return {
      cause: 'user_error',
      reason: 'The job answered with a character that can not be stored (NUL or half a surrogate pair).',
    }
  } catch {
    return { cause: 'user_error', reason: 'The job answered with something that is not JSON.' }
  }
}

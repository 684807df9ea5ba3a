/** Runs that failed for good, and how each was settled. */
export type DeadLetterFacts = {
  'run.dead_lettered': {
    deadLetterId: string
    runner: string
    token: string
    cause: string
    error: string
    attempts: number
    /** Why no attempt follows. */
    exhausted?: string | undefined
    fingerprint: string
  }
  'dead_letter.replayed': { deadLetterId: string; runner: string; token: string; failedRunId: string }
}

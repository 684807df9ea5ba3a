import type { LeasedRun } from '#lib/agents/prepare-leased.ts'
import type { FinishedBody } from '#lib/agents/schema.ts'
import type { OnPart } from '#lib/provisioning/target.ts'

/** A run as a mode carries it out. */
export type Attempt = {
  run: LeasedRun
  /** An empty folder; what is in it at the end is the run's output. */
  output: string
  signal: AbortSignal
  onLog(line: string, channel: 'function' | 'platform'): void
  onPart?: OnPart
}

/** How it went, without what the agent itself adds. */
export type AttemptResult = Omit<FinishedBody, 'runId' | 'attempt' | 'output' | 'spans'>

/** It was not carried out to its end through no fault of its own: another attempt may. */
export class GiveBack extends Error {}

/** One way of carrying out runs. */
export type Executor = {
  /** Resolves when work can be taken. Throws what keeps it from that, for a person. */
  start(signal: AbortSignal): Promise<void>
  /** Carries a run out. An abort of the signal ends it at once; it then rejects with the signal's reason. */
  run(attempt: Attempt): Promise<AttemptResult>
  stop(): Promise<void>
}

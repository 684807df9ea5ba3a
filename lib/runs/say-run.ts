import type { RunStatus } from './run-words.ts'

type Facts = {
  status: RunStatus
  reason: string | null
  attempt: number
  cancelRequestedAt: string | Date | null
  /** When its retry is due. */
  dueAt?: string | Date | null
  /** Files the run left in storage. */
  outputFiles: readonly string[]
}

/** Where a run stands, in one sentence. Pure. */
export function sayRun({ status, reason, attempt, cancelRequestedAt, dueAt, outputFiles }: Facts): string {
  switch (status) {
    case 'queued':
      return 'Waiting for a worker to take it.'
    case 'running':
      if (cancelRequestedAt) return 'Being cancelled: its process is ended.'
      return attempt > 1 ? `Running as attempt ${attempt}.` : 'Running.'
    case 'retrying':
      return `Attempt ${attempt} failed; the next one is due ${dueAt ? `at ${clock(dueAt)}` : 'soon'}.`
    case 'succeeded':
      return reason ?? (outputFiles.length ? `Done; ${files(outputFiles.length)} in storage, once.` : 'Done.')
    case 'failed':
      return reason ?? 'Failed without a word.'
    case 'denied':
      return reason ?? 'Denied by policy.'
    case 'cancelled':
      return reason ?? 'Cancelled.'
  }
}

const clock = (at: string | Date) => `${new Date(at).toISOString().slice(11, 19)} UTC`

const files = (count: number) => (count === 1 ? '1 file' : `${count} files`)

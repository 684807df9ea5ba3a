import { sayDuration } from '../say-duration.ts'
import { causeTitles, type RunCause, type RunStatus } from './run-words.ts'

type Instant = string | Date

/** An attempt as a run's page has it. */
export type AttemptFacts = {
  number: number
  status: 'running' | 'succeeded' | 'failed' | 'cancelled' | 'lost' | 'denied'
  cause: RunCause | null
  reason: string | null
  holder: string
  startedAt: Instant
  finishedAt: Instant | null
}

type RunFacts = {
  status: RunStatus
  createdAt: Instant
  startedAt: Instant | null
  finishedAt: Instant | null
  cancelRequestedAt?: Instant | null
  dueAt?: Instant | null
}

/** A stretch of a run's time: it waited for its turn, was carried out, or waited for its retry to be due. */
export type Stretch = {
  kind: 'waited' | 'attempt' | 'backed_off'
  from: number
  to: number
  /** Goes on now. */
  open: boolean
  status: string
  title: string
}

/** One change of a run, as people read it. */
export type Change = { at: number; status: string; sentence: string }

export type RunTimeline = { from: number; to: number; stretches: Stretch[]; changes: Change[] }

const ms = (at: Instant) => new Date(at).getTime()

/**
 * What became of a run, from when it was asked for until its end, or until `now`: stretches on one axis, and its changes
 * in order. Attempts may be missing of runs that are older than attempts are. Pure.
 */
export function timelineOf(run: RunFacts, given: readonly AttemptFacts[], now: Date): RunTimeline {
  const attempts = [...given].sort((a, b) => a.number - b.number)
  const from = ms(run.createdAt)
  const open = run.finishedAt === null
  const to = Math.max(from, run.finishedAt === null ? now.getTime() : ms(run.finishedAt))
  const stretches: Stretch[] = []
  const changes: Change[] = [{ at: from, status: 'queued', sentence: 'Asked for.' }]
  let free = from
  for (const attempt of attempts) {
    const [began, ended] = [ms(attempt.startedAt), attempt.finishedAt === null ? to : ms(attempt.finishedAt)]
    stretches.push(waitBefore(attempts, attempt, free, began))
    const title = `Attempt ${attempt.number}, ${attempt.status}, ${sayDuration(Math.max(0, ended - began))}`
    const goesOn = attempt.finishedAt === null
    stretches.push({ kind: 'attempt', from: began, to: ended, open: goesOn, status: attempt.status, title })
    changes.push({
      at: began,
      status: 'began',
      sentence: `Attempt ${attempt.number} began, held by ${attempt.holder}.`,
    })
    if (!goesOn) changes.push({ at: ended, status: attempt.status, sentence: endOf(attempt) })
    free = ended
  }
  if (open && !attempts.some(({ finishedAt }) => finishedAt === null)) {
    stretches.push(lastWait(run, attempts, free, to))
  }
  if (run.cancelRequestedAt) {
    changes.push({
      at: ms(run.cancelRequestedAt),
      status: 'cancelled',
      sentence: 'Somebody asked for it to be cancelled.',
    })
  }
  if (run.finishedAt !== null) changes.push({ at: to, status: run.status, sentence: ends[run.status] ?? 'It is over.' })
  changes.sort((a, b) => a.at - b.at)
  return { from, to, stretches: stretches.filter((one) => one.open || one.to > one.from), changes }
}

const ends: Partial<Record<RunStatus, string>> = {
  succeeded: 'The run is done.',
  failed: 'The run failed for good.',
  denied: 'The run was denied: it had no effect.',
  cancelled: 'The run is cancelled.',
}

function waitBefore(attempts: readonly AttemptFacts[], attempt: AttemptFacts, free: number, began: number): Stretch {
  const before = attempts[attempts.indexOf(attempt) - 1]
  const backedOff = before?.status === 'failed'
  const took = sayDuration(Math.max(0, began - free))
  return {
    kind: backedOff ? 'backed_off' : 'waited',
    from: free,
    to: began,
    open: false,
    status: backedOff ? 'retrying' : 'queued',
    title: backedOff ? `Waited for its retry, ${took}` : `Waited for its turn, ${took}`,
  }
}

function lastWait(run: RunFacts, attempts: readonly AttemptFacts[], free: number, to: number): Stretch {
  // Older runs have no attempts written down: what they did is between their own instants.
  const ranUnseen = !attempts.length && run.status === 'running' && run.startedAt
  const kind = ranUnseen ? 'attempt' : run.status === 'retrying' ? 'backed_off' : 'waited'
  const words = { attempt: 'Runs', backed_off: 'Waits for its retry', waited: 'Waits for its turn' }[kind]
  return { kind, from: free, to, open: true, status: run.status, title: `${words}, ${sayDuration(to - free)} so far` }
}

function endOf({ number, status, cause, reason }: AttemptFacts): string {
  const why = [cause ? `${causeTitles[cause]}.` : '', reason ?? ''].filter(Boolean).join(' ')
  const words = { succeeded: 'succeeded', failed: 'failed', cancelled: 'was cancelled', lost: 'was lost' }
  const word = status in words ? words[status as keyof typeof words] : 'was denied'
  return `Attempt ${number} ${word}.${why ? ` ${why}` : ''}`
}

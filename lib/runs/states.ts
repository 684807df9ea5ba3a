import type { RunStatus } from './run-words.ts'

/**
 * Where a run may go from where it is, and when it does. A running run waits again when who held it is gone or silent; a
 * denied one has had no effect and may be asked for again. The picture of the states is drawn from this (lib/runs/draw-states.ts), so that it cannot say otherwise.
 */
const next: Record<RunStatus, Partial<Record<RunStatus, string>>> = {
  queued: {
    running:
      'There is room for it, its gate lets it begin, and a worker or agent takes it, or the agent that held it is back.',
    cancelled: 'Somebody cancels it before it began.',
    failed: 'Nobody can take it any more.',
    denied: 'Its gate does not let it begin.',
  },
  running: {
    queued: 'Who held it died, fell silent or handed it back.',
    retrying: 'The attempt failed by a cause that is retried, and there are attempts left.',
    succeeded: 'The attempt succeeded.',
    failed: 'The attempt failed and no other follows: it becomes a dead letter.',
    denied: 'The rules changed between its claim and its beginning.',
    cancelled: 'Somebody cancels it while it runs.',
  },
  retrying: {
    queued: 'Its retry is due.',
    failed: 'Its runner is gone before the retry is due.',
    cancelled: 'Somebody cancels it before the retry is due.',
  },
  succeeded: {},
  failed: {},
  denied: { queued: 'It is asked for again under its token.' },
  cancelled: {},
}

/** Whether a run may go from `from` to `to`. Pure. */
export function mayBecome(from: RunStatus, to: RunStatus): boolean {
  return next[from][to] !== undefined
}

/** Whether nothing changes any more by itself. Pure. */
export function isOver(status: RunStatus): boolean {
  return status !== 'queued' && status !== 'running' && status !== 'retrying'
}

export type Transition = { from: RunStatus; to: RunStatus; when: string }

/** Every way a run may go, in the order of the statuses. Pure. */
export function transitions(): Transition[] {
  return (Object.keys(next) as RunStatus[]).flatMap((from) =>
    (Object.entries(next[from]) as [RunStatus, string][]).map(([to, when]) => ({ from, to, when })),
  )
}

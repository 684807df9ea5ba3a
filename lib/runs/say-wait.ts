import { sayDuration } from '../say-duration.ts'

export type WaitFacts = {
  status: 'queued' | 'retrying'
  /** When its retry is due. */
  dueAt: Date | null
  /** Why it could not begin now though it were next: a pause, a limit, what is set aside; undefined when it could. */
  held: string | undefined
  /** Runs of the same runner that come before it; `COUNTED_AHEAD` when there are at least so many. */
  ahead: number
  runnerGone: boolean
  /** Who takes such a run, and how many of them are there. */
  taken: { by: 'worker' | 'agent'; there: number }
  /** The one instance that may take it, when it is for one alone. */
  instance: boolean
}

/** Counting further would say nothing more. */
export const COUNTED_AHEAD = 1000

/** Why a run waits, in sentences, what holds it longest first; never empty. Pure. */
export function sayWait(facts: WaitFacts, now: Date): string[] {
  const { status, dueAt, held, ahead, runnerGone, taken, instance } = facts
  if (runnerGone) return ['Its runner is destroyed: nothing will take it.']
  if (status === 'retrying') return [sayDue(dueAt, now)]
  const said: string[] = []
  if (held) said.push(held)
  if (!taken.there) {
    const who = taken.by === 'worker' ? 'worker answers' : 'agent that could take it is online'
    said.push(`No ${who}.`)
  }
  if (ahead) {
    const many = ahead >= COUNTED_AHEAD ? `At least ${COUNTED_AHEAD.toLocaleString('en-US')} runs` : countOf(ahead)
    said.push(`${many} of its runner ${ahead === 1 ? 'comes' : 'come'} before it.`)
  }
  if (instance) said.push('Only the instance it is for may take it.')
  return said.length ? said : [`It is next: a ${taken.by} takes it in a moment.`]
}

const countOf = (ahead: number) => `${ahead.toLocaleString('en-US')} ${ahead === 1 ? 'run' : 'runs'}`

function sayDue(dueAt: Date | null, now: Date): string {
  const left = dueAt ? dueAt.getTime() - now.getTime() : 0
  if (left <= 0) return 'Its retry is due: it is put back in the queue in a moment.'
  return `Its last attempt failed. The next is due in ${sayDuration(left)}, so that what failed has time to recover.`
}

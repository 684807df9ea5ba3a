import type { MissedPolicy } from '../manifests/trigger-words.ts'

/** A tick is missed when nobody looked at it within this time. */
export const ON_TIME_MS = 60_000

export type SkipReason = 'excluded' | 'paused' | 'missed'
export type Skipped = { at: Date; reason: SkipReason; because: string }

export type TickPlan = { run: Date[]; skipped: Skipped[] }

export type PlanInput = {
  /** Every tick that is due, in order. */
  due: readonly Date[]
  now: Date
  missed: MissedPolicy
  catchUp: number
  /** Why it does not fire at a tick: its calendar. */
  excluded(at: Date): string | undefined
  /** What was paused at a tick. */
  paused(at: Date): string | undefined
}

/**
 * Which of the ticks that are due become runs, and why the others do not. What the calendar excludes or a pause held
 * counts as skipped, not as missed: nobody makes up for it. Of the rest, those that nobody looked at in time are missed:
 * `skip` lets them go, `once` makes one run of all that is due, for the newest, and `all` runs each, the newest `catchUp`
 * at most. Pure.
 */
export function planTicks({ due, now, missed, catchUp, excluded, paused }: PlanInput): TickPlan {
  const skipped: Skipped[] = []
  const open: Date[] = []
  for (const at of due) {
    const day = excluded(at)
    const pause = day === undefined ? paused(at) : undefined
    if (day !== undefined) skipped.push({ at, reason: 'excluded', because: day })
    else if (pause !== undefined) skipped.push({ at, reason: 'paused', because: pause })
    else open.push(at)
  }
  const onTime = open.filter((at) => now.getTime() - at.getTime() <= ON_TIME_MS)
  // Several can be on time at once only when ticks come faster than the scheduler looks; each then runs.
  const kept = { skip: onTime.length, once: Math.max(onTime.length, Math.min(open.length, 1)), all: catchUp }[missed]
  const run = kept ? open.slice(-kept) : []
  const because = { skip: 'missed: skip', once: 'missed: once', all: `missed: all, the newest ${catchUp}` }[missed]
  for (const at of open.slice(0, open.length - run.length)) skipped.push({ at, reason: 'missed', because })
  return { run, skipped: skipped.sort((a, b) => a.at.getTime() - b.at.getTime()) }
}

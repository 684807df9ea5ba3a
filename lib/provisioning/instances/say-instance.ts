import type { RunnerSpec } from '../target.ts'
import type { InstanceStatus } from './instance-words.ts'

type Said = { kind: 'container' | 'host'; status: InstanceStatus; reason: string | null; synthetic: boolean }

/** Where an instance stands, as one sentence or two. Pure. */
export function sayInstance({ kind, status, reason, synthetic }: Said): string {
  const what = synthetic ? `This ${kind}, started for a smoke test alone,` : `This ${kind}`
  const why = reason ? ` ${reason}` : ''
  switch (status) {
    case 'starting':
      return `${what} is starting; its agent has not reported ready yet.`
    case 'ready':
      return `${what} takes work.`
    case 'draining':
      return `${what} ends what it has and takes no more.${why}`
    case 'stopped':
      return `${what} was stopped.${why}`
    case 'failed':
      return `${what} failed.${why}`
  }
}

/** What a runner without instances waits for; undefined for one that never has any. Pure. */
export function whenNone(spec: Partial<RunnerSpec>): string | undefined {
  if (spec.profile === 'on_premise_agent') return undefined
  if (spec.class === 'dedicated_compute')
    return 'No host runs. One is started for the next run, and ends when it is idle.'
  if (spec.class !== 'container') return undefined
  return spec.scaling?.min === 0
    ? 'No container runs. One is started for the next run, and ends when it is idle.'
    : 'No container runs yet. The first is started within a second.'
}

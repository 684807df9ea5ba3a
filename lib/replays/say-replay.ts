import type { ReplayOutcome, ReplayStatusName } from './schema.ts'

type Facts = {
  status: ReplayStatusName
  statusReason: string | null
  finishedAt: string | Date | null
  itemCount: number
  canarySize: number
  counts: Record<ReplayOutcome, number>
}

const n = (count: number) => count.toLocaleString('en')

/** Where a replay stands, in one sentence. Pure. */
export function sayReplay({ status, statusReason, finishedAt, itemCount, canarySize, counts }: Facts): string {
  const why = statusReason ? ` ${statusReason.replace(/\.?$/, '.')}` : ''
  const { waiting, started, succeeded } = counts
  switch (status) {
    case 'waiting_approval':
      return `Waiting for somebody else to approve exactly these ${n(itemCount)} tokens.`
    case 'ready':
      return 'About to begin.'
    case 'canary':
      return `The first ${n(canarySize)} run and are looked at; ${n(waiting)} wait for them.`
    case 'running':
      return `${n(started)} under way, ${n(waiting)} waiting.`
    case 'paused':
      return `Paused with ${n(waiting)} waiting.${why}`
    case 'stopped':
      return finishedAt
        ? `Stopped; ${n(counts.not_started)} were not begun.${why}`
        : `Stopped; ${n(started)} that had begun are still under way.${why}`
    case 'finished':
      return succeeded === itemCount
        ? `All ${n(itemCount)} succeeded.`
        : `Every token has its outcome: ${n(succeeded)} of ${n(itemCount)} succeeded.`
    case 'rejected':
      return `Rejected; nothing was begun.${why}`
    case 'expired':
      return 'Nobody decided in time; nothing was begun.'
    case 'withdrawn':
      return 'Withdrawn before it began.'
    case 'voided':
      return `Voided; nothing was begun.${why}`
  }
}

import { computeUsage } from './lines/compute.ts'
import { MONTH_MS } from './month.ts'
import { priceUsage } from './price-book.ts'
import type { PriceBook, SizeFacts, Workload } from './schema.ts'

/** What one run took, as measured. */
export type RunUsage = {
  size: SizeFacts
  profile: Workload['profile']
  target: 'aws' | 'local'
  durationMs: number
}

/**
 * What one run cost, in integer micro-dollars: the time it took at the rates of where it ran. Containers and dedicated
 * hosts are paid for whether or not they run, so there a run costs its part of an hour. Pure.
 */
export function costOfRun(usage: RunUsage, book: PriceBook): number {
  const { size, profile, target, durationMs } = usage
  const standing = size.runnerClass === 'container' || size.runnerClass === 'dedicated_compute'
  const work: Workload = {
    size,
    profile,
    target,
    copies: { min: 1, max: 1 },
    scheduledRuns: 0,
    eventRuns: 1,
    durationMs,
    logKbPerRun: 0,
    storageMib: 0,
    secrets: 0,
    privateServices: 0,
    sharedBy: 1,
  }
  const used = computeUsage(work, book)
  const byTime = standing && target === 'aws' && profile !== 'on_premise_agent'
  const share = byTime ? durationMs / MONTH_MS : 1
  const { lines } = priceUsage(
    book,
    used.map((one) => ({ ...one, quantity: one.quantity * share })),
  )
  return lines.reduce((sum, line) => sum + line.micros, 0)
}

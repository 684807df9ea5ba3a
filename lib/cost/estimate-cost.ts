import { logUsage, requestUsage, secretUsage, storageUsage } from './lines/beside-compute.ts'
import { computeUsage } from './lines/compute.ts'
import { networkUsage } from './lines/network.ts'
import { priceUsage } from './price-book.ts'
import type { AssumptionUsed, CostEstimate, PriceBook, Workload } from './schema.ts'
import { type EstimateInput, workloadOf } from './workload.ts'

/** How far off a default may be in the range: half to twice. A figure somebody gave is taken as it is. */
const GUESS = 2

/**
 * What a manifest's runner is expected to cost in the 30 days after `now`. The range halves and doubles what nobody
 * gave (duration, events) and takes the fewest and most copies. Undefined when the size catalog has no such size.
 * Pure: the same input gives the same estimate.
 */
export function estimateCost(input: EstimateInput): CostEstimate | undefined {
  const declared = workloadOf(input)
  if (!declared) return undefined
  const { work, assumptions } = declared
  const { version, digest, book } = input.priceBook
  const { lines, missing } = priceWorkload(work, book)
  const perMonth = totalOf(lines)
  const runs = { scheduled: work.scheduledRuns, events: work.eventRuns, total: work.scheduledRuns + work.eventRuns }
  return {
    perMonth,
    perRun: runs.total > 0 ? Math.round(perMonth / runs.total) : null,
    range: rangeOf(work, assumptions, book),
    runs,
    lines,
    assumptions,
    notEstimated: [...missing, ...leftOut(work)],
    from: input.now.toISOString(),
    target: work.target,
    priceBook: { version, digest, name: book.name, date: book.date },
  }
}

/** The lowest and highest month of a workload, in micro-dollars. Pure. */
export function rangeOf(work: Workload, assumptions: readonly AssumptionUsed[], book: PriceBook) {
  const guessed = (name: AssumptionUsed['name']) => assumptions.some((one) => one.name === name && one.isDefault)
  const scaled = (factor: number, copies: number): Workload => ({
    ...work,
    copies: { min: copies, max: copies },
    durationMs: Math.max(1, Math.round(work.durationMs * (guessed('durationMs') ? factor : 1))),
    eventRuns: Math.round(work.eventRuns * (guessed('eventsPerMonth') ? factor : 1)),
  })
  return {
    low: totalOf(priceWorkload(scaled(1 / GUESS, work.copies.min), book).lines),
    high: totalOf(priceWorkload(scaled(GUESS, work.copies.max), book).lines),
  }
}

/** The priced lines of a workload. Pure. */
export function priceWorkload(work: Workload, book: PriceBook) {
  return priceUsage(book, [
    ...computeUsage(work, book),
    ...requestUsage(work),
    ...storageUsage(work),
    ...networkUsage(work),
    ...logUsage(work),
    ...secretUsage(work),
  ])
}

/** What priced lines come to, in micro-dollars. Pure. */
export function totalOf(lines: readonly { micros: number }[]): number {
  return lines.reduce((sum, line) => sum + line.micros, 0)
}

function leftOut(work: Workload): string[] {
  if (work.target === 'local') return ['Power, disks and people of the own host.']
  return [
    'Data that crosses the network, priced by the GB.',
    'Retries and replays of failed runs.',
    'Free tiers and discounts of the account.',
    ...(work.profile === 'on_premise_agent' ? ['The hosts on premises beyond their hourly rate.'] : []),
  ]
}

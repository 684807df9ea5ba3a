import { logUsage, requestUsage } from '../cost/lines/beside-compute.ts'
import { computeUsage } from '../cost/lines/compute.ts'
import { MONTH_DAYS } from '../cost/month.ts'
import { priceUsage } from '../cost/price-book.ts'
import type { CostEstimate, PriceBook, Workload } from '../cost/schema.ts'

/** Of an estimate, what a comparison with what happened needs. */
export type ComparedEstimate = Pick<CostEstimate, 'assumptions' | 'target'>

export type Measured = { attempts: number; usedMs: number; days: number }

/** What depends on how often and how long it runs. Network, storage and secrets stand whether or not it does. */
const byUse = ['compute', 'requests', 'logs']

/** The part of an estimate that use decides, in micro-dollars a month. Pure. */
export function estimatedByUse({ lines }: Pick<CostEstimate, 'lines'>): number {
  return lines.filter(({ kind }) => byUse.includes(kind)).reduce((sum, line) => sum + line.micros, 0)
}

/** A measured workload: runs of a month at the average duration. Pure. */
export function measuredWorkload(
  shape: Pick<Workload, 'size' | 'profile' | 'copies' | 'target'>,
  { attempts, usedMs, days }: Measured,
  logKbPerRun: number,
): Workload {
  return {
    ...shape,
    scheduledRuns: 0,
    eventRuns: (attempts * MONTH_DAYS) / days,
    durationMs: attempts > 0 ? usedMs / attempts : 0,
    logKbPerRun,
    storageMib: 0,
    secrets: 0,
    privateServices: 0,
    sharedBy: 1,
  }
}

/**
 * What that part comes to in a month of 30 days with the runs and durations that were measured, at the same prices. In
 * micro-dollars. Pure.
 */
export function asMeasured(
  estimate: ComparedEstimate,
  shape: Pick<Workload, 'size' | 'profile' | 'copies'>,
  measured: Measured,
  book: PriceBook,
): number {
  const logs = estimate.assumptions.find(({ name }) => name === 'logKbPerRun')?.value ?? 0
  const work = measuredWorkload({ ...shape, target: estimate.target }, measured, logs)
  const { lines } = priceUsage(book, [...computeUsage(work, book), ...requestUsage(work), ...logUsage(work)])
  return lines.reduce((sum, line) => sum + line.micros, 0)
}

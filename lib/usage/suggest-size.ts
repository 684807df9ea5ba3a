import { totalOf } from '../cost/estimate-cost.ts'
import { computeUsage } from '../cost/lines/compute.ts'
import { priceUsage } from '../cost/price-book.ts'
import type { PriceBook, SizeFacts, Workload } from '../cost/schema.ts'
import { type Measured, measuredWorkload } from './as-measured.ts'

/** What must stay free above the highest peak that was measured. */
export const MEMORY_HEADROOM = 0.25
/** Of the timeout, the most that the longest run may take if it waits for the processor alone. */
const TIMEOUT_SHARE = 0.8
/** Fewer runs than this say little about peaks. */
export const FEWEST_ATTEMPTS = 20

export type SizeInput = {
  size: SizeFacts
  /** Sizes of the catalog. */
  sizes: readonly SizeFacts[]
  shape: Pick<Workload, 'profile' | 'copies' | 'target'>
  measured: Measured
  peakMemoryMib: number
  /** The longest of the runs looked at, and what ends one. */
  longestMs: number
  timeoutMs: number
  book: PriceBook
}

export type SizeSuggestion = {
  size: SizeFacts['size']
  memoryMib: number
  /** Compute in micro-dollars a month: as it is now, and in the suggested size if runs keep their length. */
  now: number
  after: number
  saving: number
  /** What is saved if runs wait for the processor alone, and so take longer by as much as there is less of it. */
  savingAtWorst: number
  longestAtWorstMs: number
}

/**
 * The smaller size of the same class that saves most, in which the highest peak still leaves a quarter free and the
 * longest run ends in time even if it waits for the processor alone. Undefined when there is none or too little was
 * measured. Pure.
 */
export function suggestSize(input: SizeInput): SizeSuggestion | undefined {
  const { size, sizes, measured, peakMemoryMib } = input
  if (measured.attempts < FEWEST_ATTEMPTS || peakMemoryMib <= 0) return undefined
  const needed = peakMemoryMib * (1 + MEMORY_HEADROOM)
  const [best] = sizes
    .filter((other) => other.runnerClass === size.runnerClass && isLess(other, size) && other.memoryMib >= needed)
    .map((other) => compare(input, other))
    .filter(({ saving, longestAtWorstMs }) => saving > 0 && longestAtWorstMs <= input.timeoutMs * TIMEOUT_SHARE)
    .sort((a, b) => b.saving - a.saving)
  return best
}

/** Smaller in nothing but workers is smaller too: a job with fewer of them. */
function isLess(other: SizeFacts, size: SizeFacts): boolean {
  const total = ({ vcpuMilli, memoryMib, workers }: SizeFacts) => [vcpuMilli * workers, memoryMib * workers] as const
  const [[vcpu, memory], [vcpuNow, memoryNow]] = [total(other), total(size)]
  return vcpu <= vcpuNow && memory <= memoryNow && (vcpu < vcpuNow || memory < memoryNow)
}

function compare(input: SizeInput, other: SizeFacts): SizeSuggestion {
  const { size, shape, measured, longestMs, book } = input
  const slower = (size.vcpuMilli * size.workers) / (other.vcpuMilli * other.workers)
  const month = (of: SizeFacts, factor = 1) => {
    const scaled = { ...measured, usedMs: measured.usedMs * factor }
    const work = measuredWorkload({ ...shape, size: of }, scaled, 0)
    return totalOf(priceUsage(book, computeUsage(work, book)).lines)
  }
  const [now, after, atWorst] = [month(size), month(other), month(other, slower)]
  return {
    size: other.size,
    memoryMib: other.memoryMib,
    now,
    after,
    saving: now - after,
    savingAtWorst: now - atWorst,
    longestAtWorstMs: Math.round(longestMs * slower),
  }
}

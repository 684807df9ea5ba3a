import { costOfRun } from '../cost/cost-of-run.ts'
import type { PriceBook } from '../cost/schema.ts'
import type { RunnerSpec } from '../provisioning/target.ts'

/** Beyond its timeout: until it has started, and until its process is gone once its time is up. */
const MARGIN_MS = 30_000

/** Time and money, in milliseconds and micro-dollars. */
export type Use = { ms: number; micros: number }

/** The most an attempt may take: its timeout and a margin, and what that costs. Without a price book money is nought. Pure. */
export function askOfRun(spec: RunnerSpec, book: PriceBook | undefined): Use {
  const ms = spec.timeoutMs + MARGIN_MS
  return { ms, micros: priceOfTime(spec, ms, book) ?? 0 }
}

/**
 * What an attempt is booked with: what it took, but never more than was set aside for it; what ending it took longer is
 * nobody's use. Pure.
 */
export function bookableUse(took: { ms: number; micros: number | null }, reserved: Use): Use {
  return { ms: Math.min(took.ms, reserved.ms), micros: Math.min(took.micros ?? 0, reserved.micros) }
}

/** What a time of this runner costs in micro-dollars; undefined without a price book. Pure. */
export function priceOfTime(spec: RunnerSpec, durationMs: number, book: PriceBook | undefined): number | undefined {
  if (!book) return undefined
  const { class: runnerClass, size, vcpuMilli, memoryMib, concurrency, profile } = spec
  const workers = spec.class === 'managed_etl' ? spec.workers : 1
  const facts = { runnerClass, size, vcpuMilli, memoryMib, concurrency, workers }
  return costOfRun({ size: facts, profile, target: 'local', durationMs }, book)
}

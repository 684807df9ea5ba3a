import type { PriceBook } from '../cost/schema.ts'
import type { InvocationResult, RunnerSpec } from '../provisioning/target.ts'
import { bookableUse, priceOfTime, type Use } from './ask-of-run.ts'
import type { RunCause } from './run-words.ts'

/** Outcome of an attempt: measured, or a reason why there is nothing to measure. */
export type Outcome =
  | { measured: InvocationResult }
  /** `final`: another attempt would end alike. */
  | { cause: RunCause; reason: string; final?: true }
  | { cancelled: string }

/** How an attempt ended, as its row and the run's keep it. */
export type AttemptEnd = {
  status: 'succeeded' | 'failed' | 'cancelled' | 'denied'
  cause: RunCause | null
  reason: string | null
  /** JSON text of what it answered; only of a success. */
  result: string | null
  coldStart: boolean | null
  initMs: number | null
  durationMs: number | null
  maxMemoryMib: number | null
  logDigest: string | null
  isolation: object | null
  outputFiles: string[]
  metrics: Record<string, number> | null
  /** Micro-dollars; null without a price book, since then no cost is claimed. */
  costMicros: number | null
  /** What the counters are moved by. */
  use: Use
  /** No other attempt is to follow. */
  final: boolean
}

/** What is written down of an outcome, priced with the book in force, within what was set aside. Pure. */
export function endOf(
  outcome: Outcome,
  { spec, book, reserved, tookMs }: { spec: RunnerSpec; book: PriceBook | undefined; reserved: Use; tookMs: number },
): AttemptEnd {
  if (!('measured' in outcome)) {
    const cancelled = 'cancelled' in outcome
    // What was ended from outside has used the time until then; what never began has used none.
    const ms = cancelled ? tookMs : 0
    const use = bookableUse({ ms, micros: priceOfTime(spec, ms, book) ?? null }, reserved)
    const unmeasured = {
      ...nothing,
      durationMs: cancelled ? use.ms : null,
      costMicros: book ? use.micros : null,
      use,
      final: false,
    }
    if (cancelled) return { ...unmeasured, status: 'cancelled', reason: outcome.cancelled }
    const { cause, final = false } = outcome
    const reason = storable(outcome.reason)
    return { ...unmeasured, status: cause === 'denied' ? 'denied' : 'failed', cause, reason, final }
  }
  const { measured } = outcome
  const { coldStart, initMs, durationMs, maxMemoryMib, logDigest, isolation, outputFiles, metrics } = measured
  // The effect of an earlier attempt, found again, was booked with that one.
  const took = measured.replayed ? 0 : durationMs + initMs
  const use = bookableUse({ ms: took, micros: priceOfTime(spec, took, book) ?? null }, reserved)
  const figures = { coldStart, initMs, durationMs, maxMemoryMib, logDigest, outputFiles, metrics: metrics ?? null }
  const common = { ...figures, isolation: { ...isolation }, costMicros: book ? use.micros : null, use, final: false }
  if (measured.outcome === 'failed') {
    const reason = measured.reason === undefined ? null : storable(measured.reason)
    return { ...common, status: 'failed', cause: measured.cause ?? 'platform', reason, result: null }
  }
  const reason = measured.replayed ? 'The effect of an earlier attempt was found and kept.' : null
  return { ...common, status: 'succeeded', cause: null, reason, result: measured.result ?? 'null' }
}

const nothing = {
  cause: null,
  reason: null,
  result: null,
  coldStart: null,
  initMs: null,
  durationMs: null,
  maxMemoryMib: null,
  logDigest: null,
  isolation: null,
  outputFiles: [],
  metrics: null,
}

/** Postgres text holds no NUL, and its JSON no half of a surrogate pair. */
const storable = (text: string) => text.toWellFormed().replaceAll('\u0000', '\u2400')

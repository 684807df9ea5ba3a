import { describe, expect, test } from 'vitest'
import { estimateCost } from '../cost/estimate-cost.ts'
import type { CostEstimate, PriceBook } from '../cost/schema.ts'
import { estimateInput, sizes } from '../cost/testing/inputs.ts'
import { asMeasured, estimatedByUse } from './as-measured.ts'
import { errorOf, estimateError } from './estimate-error.ts'

const small = sizes[0]
if (!small) throw new Error('there are sizes')
const shape = { size: small, profile: 'public_vpc_egress' as const, copies: { min: 1, max: 1 } }
/** One micro-dollar a GB-second and two an invocation; nothing else has a price. */
const book = {
  ...estimateInput({ class: 'serverless' }).priceBook.book,
  prices: [
    { id: 'lambda.x86.gb_second', micros: '1', unit: 'GB-second', service: 'x', item: 'x' },
    { id: 'lambda.request', micros: '2', unit: 'request', service: 'x', item: 'x' },
  ],
} as unknown as PriceBook

const line = (kind: 'compute' | 'network' | 'storage' | 'logs', micros: number) =>
  ({ kind, micros }) as CostEstimate['lines'][number]
const estimate = (over: Partial<CostEstimate> = {}) => ({
  target: 'aws' as const,
  assumptions: [],
  lines: [line('compute', 4_000), line('logs', 900), line('network', 70), line('storage', 30)],
  ...over,
})

describe('as measured', () => {
  test('of an estimate, what depends on use; network and storage stand', () => {
    expect(estimatedByUse(estimate())).toBe(4_900)
  })
  test('runs and durations of fifteen days make a month', () => {
    // 1,000 runs of 2 s with half a GB in 15 days: 2,000 a month, 2,000 GB-seconds, and 2 each to start.
    const month = asMeasured(estimate(), shape, { attempts: 1000, usedMs: 2_000_000, days: 15 }, book)
    expect(month).toBe(2_000 + 4_000)
  })
  test('a function that never ran took nothing', () => {
    expect(asMeasured(estimate(), shape, { attempts: 0, usedMs: 0, days: 30 }, book)).toBe(0)
  })
  test('what happens exactly as assumed comes to exactly the estimate', () => {
    const input = estimateInput({ class: 'serverless' }, [{ webhook: {} }] as never, {
      assumptions: { durationMs: 3_000, eventsPerMonth: 6_000 },
    })
    const made = estimateCost(input)
    if (!made) throw new Error('no estimate')
    const measured = { attempts: 6_000, usedMs: 18_000_000, days: 30 }
    expect(asMeasured(made, shape, measured, input.priceBook.book)).toBe(estimatedByUse(made))
    expect(estimatedByUse(made)).toBeGreaterThan(0)
  })
})

describe('errors', () => {
  test('of the sum with its sign, and of a typical runner either way', () => {
    expect(
      estimateError([
        { estimated: 100, measured: 150 },
        { estimated: 100, measured: 90 },
        { estimated: 200, measured: 200 },
      ]),
    ).toEqual({ runners: 3, estimated: 400, measured: 440, error: 440 / 400 - 1, typical: expect.closeTo(0.1) })
  })
  test('two in the middle are averaged; what nobody estimated has no error', () => {
    expect(
      estimateError([
        { estimated: 100, measured: 110 },
        { estimated: 100, measured: 70 },
        { estimated: 0, measured: 70 },
      ]).typical,
    ).toBeCloseTo(0.2)
    expect(errorOf({ estimated: 0, measured: 5 })).toBeNull()
    expect(estimateError([])).toEqual({ runners: 0, estimated: 0, measured: 0, error: null, typical: null })
  })
})

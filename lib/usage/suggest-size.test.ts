import { describe, expect, test } from 'vitest'
import type { PriceBook, SizeFacts } from '../cost/schema.ts'
import { shippedPriceBook } from '../cost/shipped-price-book.ts'
import { type SizeInput, suggestSize } from './suggest-size.ts'

const size = (
  runnerClass: SizeFacts['runnerClass'],
  name: SizeFacts['size'],
  vcpuMilli: number,
  memoryMib: number,
  workers = 1,
): SizeFacts => ({
  runnerClass,
  size: name,
  vcpuMilli,
  memoryMib,
  workers,
  concurrency: 10,
})
const [small, medium, large] = [
  size('serverless', 'small', 250, 512),
  size('serverless', 'medium', 500, 1024),
  size('serverless', 'large', 2000, 4096),
]
/** One micro-dollar a GB-second, and nothing else. */
const book = {
  ...shippedPriceBook().book,
  prices: [{ id: 'lambda.x86.gb_second', micros: '1', unit: 'GB-second', service: 'x', item: 'x' }],
} as unknown as PriceBook

const input = (over: Partial<SizeInput> = {}): SizeInput => ({
  size: large,
  sizes: [small, medium, large],
  shape: { profile: 'public_vpc_egress', copies: { min: 1, max: 1 }, target: 'aws' },
  // In 30 days 1,000 runs of 1 s, the longest 3 s.
  measured: { attempts: 1000, usedMs: 1_000_000, days: 30 },
  peakMemoryMib: 300,
  longestMs: 3_000,
  timeoutMs: 60_000,
  book,
  ...over,
})

describe('a smaller size', () => {
  test('the one that saves most, with the saving if runs keep their length and if they do not', () => {
    // 1,000 s × 4 GB now; × 0.5 GB then; eight times less processor makes it 8,000 s × 0.5 GB at the worst.
    expect(suggestSize(input())).toEqual({
      size: 'small',
      memoryMib: 512,
      now: 4000,
      after: 500,
      saving: 3500,
      savingAtWorst: 0,
      longestAtWorstMs: 24_000,
    })
  })
  test('a quarter stays free above the peak: 409 MiB fit into 512, 410 do not', () => {
    expect(suggestSize(input({ peakMemoryMib: 409 }))?.size).toBe('small')
    expect(suggestSize(input({ peakMemoryMib: 410 }))?.size).toBe('medium')
    expect(suggestSize(input({ peakMemoryMib: 820 }))).toBeUndefined()
  })
  test('the longest run ends in time though it waits for the processor alone', () => {
    expect(suggestSize(input({ timeoutMs: 30_000 }))?.size).toBe('small')
    expect(suggestSize(input({ timeoutMs: 29_999 }))?.size).toBe('medium')
    expect(suggestSize(input({ timeoutMs: 14_999 }))).toBeUndefined()
  })
  test('nothing is said of a runner that hardly ran, was not measured, or is the smallest', () => {
    expect(suggestSize(input({ measured: { attempts: 19, usedMs: 19_000, days: 30 } }))).toBeUndefined()
    expect(suggestSize(input({ peakMemoryMib: 0 }))).toBeUndefined()
    expect(suggestSize(input({ size: small }))).toBeUndefined()
  })
  test('of what costs nothing there is nothing to save', () => {
    expect(suggestSize(input({ shape: { ...input().shape, profile: 'on_premise_agent' } }))).toBeUndefined()
  })
  test('a job with fewer workers is smaller, though each is as large', () => {
    const [less, more] = [
      size('managed_etl', 'medium', 4000, 16_384, 5),
      size('managed_etl', 'large', 4000, 16_384, 10),
    ]
    const found = suggestSize(
      input({
        size: more,
        sizes: [less, more],
        measured: { attempts: 30, usedMs: 30 * 3_600_000, days: 30 },
        peakMemoryMib: 4096,
        longestMs: 3_600_000,
        timeoutMs: 4 * 3_600_000,
        book: shippedPriceBook().book,
      }),
    )
    // 30 h × 10 DPU × $0.44, and half of it; twice as long on half of it costs the same.
    expect(found).toMatchObject({ size: 'medium', now: 132_000_000, after: 66_000_000, savingAtWorst: 0 })
  })
  test('standing capacity saves the same however long the runs take', () => {
    const [less, more] = [size('container', 'small', 500, 1024), size('container', 'medium', 1000, 2048)]
    const found = suggestSize(input({ size: more, sizes: [less, more], book: shippedPriceBook().book }))
    expect(found?.savingAtWorst).toBe(found?.saving)
    expect(found?.saving).toBeGreaterThan(0)
  })
})

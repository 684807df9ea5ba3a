import { expect, test } from 'vitest'
import { gibSeconds, localRate, runCost } from './run-cost.ts'

test('use is memory times time, initialisation included', () => {
  expect(gibSeconds({ durationMs: 1500, initMs: 500, memoryMib: 512 })).toBe(1)
})

test('a rate gives money, rounded up to a micro-dollar; this host costs nothing', () => {
  const use = { durationMs: 1000, initMs: 0, memoryMib: 1024 }
  // Lambda's list price on x86: 16.6667 micro-dollars a GiB-second and 0.2 a request.
  expect(runCost(use, { perGibSecond: 16.6667, perRequest: 0.2 })).toBe(17n)
  expect(runCost(use, localRate)).toBe(0n)
})

import { expect, test } from 'vitest'
import { rangeOf } from './day-range.ts'

test('a range of days ends where the next day begins', () => {
  const days = ['2026-11-29', '2026-11-30'].map((day) => ({ day, count: 0, failed: 0 }))
  expect(rangeOf(days, 0, 1)).toEqual({ from: '2026-11-29T00:00:00Z', to: '2026-12-01T00:00:00Z' })
  expect(rangeOf(days, 1, 1)).toEqual({ from: '2026-11-30T00:00:00Z', to: '2026-12-01T00:00:00Z' })
})

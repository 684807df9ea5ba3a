import { expect, test } from 'vitest'
import { formatDelta, formatMicros, formatPrice } from './money.ts'

test.each([
  [0, '$0'],
  [8, '$0.000008'],
  [8333, '$0.0083'],
  [10_000, '$0.01'],
  [12_404_999, '$12.40'],
  [999_990_000, '$999.99'],
  [1_250_400_000, '$1,250'],
  [-500_000, '-$0.50'],
])('%i micro-dollars is %s', (micros, text) => {
  expect(formatMicros(micros)).toBe(text)
})

test('a change carries its sign', () => {
  expect([3_100_000, -500_000, 0].map(formatDelta)).toEqual(['+$3.10', '−$0.50', 'no change'])
})

test.each([
  ['16.6667', '$0.0000166667'],
  ['0.0309', '$0.0000000309'],
  ['40480', '$0.04048'],
  ['440000', '$0.44'],
  ['1000000', '$1.00'],
  ['0', '$0.00'],
])('a price of %s micro-dollars keeps its digits: %s', (micros, text) => {
  expect(formatPrice(micros)).toBe(text)
})

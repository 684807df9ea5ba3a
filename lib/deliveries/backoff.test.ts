import { expect, test } from 'vitest'
import { nextTry, TRIED_FOR_MS } from './backoff.ts'

const start = new Date('2026-03-01T00:00:00Z')
const end = new Date(start.getTime() + TRIED_FOR_MS)
const seconds = (attempts: number, random: number) =>
  ((nextTry(attempts, start, end, () => random)?.getTime() ?? Number.NaN) - start.getTime()) / 1000

test('waits grow four times each, up to six hours', () => {
  expect([1, 2, 3, 4].map((attempts) => seconds(attempts, 0.5))).toEqual([5, 20, 80, 320])
  expect(seconds(40, 0.5)).toBe(6 * 3600)
})

test('what failed together does not come back together', () => {
  expect(seconds(2, 0)).toBe(16)
  expect(seconds(2, 1)).toBe(24)
})

test('it is given up when the next try would come too late', () => {
  expect(nextTry(9, new Date(end.getTime() - 1000), end)).toBeUndefined()
  let [now, tries] = [start, 0]
  for (let next = nextTry(1, now, end, () => 0.5); next; next = nextTry(tries, now, end, () => 0.5)) {
    now = next
    tries++
  }
  expect(tries).toBeGreaterThan(7)
  expect(tries).toBeLessThan(15)
})

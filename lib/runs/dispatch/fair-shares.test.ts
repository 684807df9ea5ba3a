import { expect, test } from 'vitest'
import { fairShares } from './fair-shares.ts'

const of = (...asking: [string, number, number][]) =>
  asking.map(([tenantId, running, waiting]) => ({ tenantId, running, waiting }))

test('places go to whoever has the fewest under way', () => {
  expect([...fairShares(of(['hog', 0, 1000], ['small', 0, 1]), 10)]).toEqual([
    ['hog', 9],
    ['small', 1],
  ])
  expect([...fairShares(of(['a', 6, 100], ['b', 0, 100]), 4)]).toEqual([['b', 4]])
  expect([...fairShares(of(['a', 0, 100], ['b', 0, 100], ['c', 0, 100]), 9)].map(([, n]) => n)).toEqual([3, 3, 3])
})

test('never more than wait, never more than there are', () => {
  expect([...fairShares(of(['a', 0, 2], ['b', 0, 1]), 10)]).toEqual([
    ['a', 2],
    ['b', 1],
  ])
  expect(fairShares(of(['a', 0, 2]), 0).size).toBe(0)
  expect(fairShares([], 5).size).toBe(0)
})

import { expect, test } from 'vitest'
import { sparkPath } from './spark-path.ts'

test('spans the width, starts at zero and touches the top at the largest', () => {
  expect(sparkPath([0, 5, 10], 100, 22)).toBe('M0 21L50 11L100 1')
})

test('nothing, one value and all zeros draw without faults', () => {
  expect(sparkPath([], 100, 22)).toBe('')
  expect(sparkPath([3], 100, 22)).toBe('M0 1')
  expect(sparkPath([0, 0], 100, 22)).toBe('M0 21L100 21')
})

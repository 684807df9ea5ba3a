import { expect, test } from 'vitest'
import { pageOf } from './page.ts'

test('the row too many is not shown and says that more follow', () => {
  expect(pageOf(['a', 'b', 'c'], 2, (last) => last)).toEqual({ rows: ['a', 'b'], next: 'b' })
})

test('a full last page and an empty one have no next', () => {
  expect(pageOf(['a', 'b'], 2, (last) => last)).toEqual({ rows: ['a', 'b'], next: undefined })
  expect(pageOf([], 2, String)).toEqual({ rows: [], next: undefined })
})

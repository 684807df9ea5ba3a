import { expect, test } from 'vitest'
import { readSearch } from './search-params.ts'

test('of a parameter given twice the first value counts; nothing but text gets through', async () => {
  const asked = { cursor: ['a', 'b'], status: 'open', none: undefined, nul: 'x\u0000y' } as unknown as Record<
    string,
    string
  >
  expect(await readSearch(Promise.resolve(asked))).toEqual({ cursor: 'a', status: 'open', nul: 'xy' })
})

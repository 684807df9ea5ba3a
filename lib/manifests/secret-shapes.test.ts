import { expect, test } from 'vitest'
import { looksLikeSecret } from './secret-shapes.ts'

test('a signed token is known by its three parts', () => {
  const jwt = `eyJ${'a'.repeat(10)}.eyJ${'b'.repeat(10)}.${'c'.repeat(10)}`
  expect(looksLikeSecret(`Bearer ${jwt}`)).toBe(true)
  expect(looksLikeSecret(jwt.slice(0, 20))).toBe(false)
})

// A pattern that backtracks would not come to its end.
test.each([
  ['-eyJ', false],
  ['eyJaaaaaaaa.eyJ', true],
  ['://a:', false],
  ['-----BEGIN ', false],
  ['xox', false],
  ['sk_live_', true],
])('the largest text, of %s over and over, is looked through', (part, found) => {
  expect(looksLikeSecret(part.repeat(Math.floor((256 * 1024) / part.length)))).toBe(found)
})

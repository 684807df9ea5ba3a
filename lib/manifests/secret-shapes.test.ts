import { expect, test } from 'vitest'
import { looksLikeSecret } from './secret-shapes.ts'

test('a signed token is known by its three parts', () => {
  const jwt = `eyJ${'a'.repeat(10)}.eyJ${'b'.repeat(10)}.${'c'.repeat(10)}`
  expect(looksLikeSecret(`Bearer ${jwt}`)).toBe(true)
  expect(looksLikeSecret(jwt.slice(0, 20))).toBe(false)
})

test('the largest text is looked through in time that grows with its length only', () => {
  const begun = performance.now()
  for (const part of ['-eyJ', 'eyJaaaaaaaa.eyJ', '://a:', '-----BEGIN ', 'xox', 'sk_live_']) {
    looksLikeSecret(part.repeat(Math.floor((256 * 1024) / part.length)))
  }
  expect(performance.now() - begun).toBeLessThan(5000)
})

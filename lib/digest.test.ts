import { expect, test } from 'vitest'
import { digestOf, jsonDigest } from './digest.ts'

test('bytes and the same text have one digest', () => {
  // FIPS 180-4, the example "abc".
  const abc = 'sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'
  expect(digestOf('abc')).toBe(abc)
  expect(digestOf(Buffer.from('abc'))).toBe(abc)
})

test('the order of keys does not count; the order of a list does', () => {
  expect(jsonDigest({ a: 1, b: [1, 2] })).toBe(jsonDigest({ b: [1, 2], a: 1 }))
  expect(jsonDigest({ a: [1, 2] })).not.toBe(jsonDigest({ a: [2, 1] }))
})

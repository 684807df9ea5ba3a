import { expect, test } from 'vitest'
import { newId } from '../ids.ts'
import { looksLikeAName, pastedDigest } from './name-shapes.ts'

const hex = 'a'.repeat(64)

test('a digest is known with and without its algorithm, in any case, and from 12 characters on', () => {
  expect(pastedDigest(` sha256:${hex} `)).toEqual({ digest: `sha256:${hex}`, whole: true })
  expect(pastedDigest(hex.toUpperCase())).toEqual({ digest: `sha256:${hex}`, whole: true })
  expect(pastedDigest('0123456789ab')).toEqual({ digest: 'sha256:0123456789ab', whole: false })
  expect(pastedDigest('0123456789a')).toBeUndefined()
})

test('ids are known by their prefix; words are not names', () => {
  expect(looksLikeAName(newId('deployment'))).toBe(true)
  expect(looksLikeAName('xyz_01ARZ3NDEKTSV4RRFFQ69G5FAV')).toBe(false)
  expect(looksLikeAName('manifests')).toBe(false)
})

import { expect, test } from 'vitest'
import { readInput } from './run-input.ts'
import { holdsUnstorable } from './storable-json.ts'

test('the digest is that of the content, not of how it was written', () => {
  expect(readInput({ b: 1, a: [2] }).digest).toBe(readInput(JSON.parse('{ "a": [2.0], "b": 1 }')).digest)
  expect(readInput({ a: 1 }).digest).not.toBe(readInput({ a: '1' }).digest)
  expect(readInput(undefined)).toEqual({ ...readInput({}) })
})

test.each([
  ['a NUL', { a: 'x\0y' }, 'invalid_input'],
  ['half a surrogate pair', ['\ud800'], 'invalid_input'],
  ['a key with a NUL', { 'a\0': 1 }, 'invalid_input'],
  ['too much', { a: 'x'.repeat(6 * 1024 * 1024) }, 'payload_too_large'],
  ['too deep', JSON.parse('['.repeat(200) + ']'.repeat(200)), 'invalid_input'],
])('%s is refused', (_name, input, code) => {
  expect(() => readInput(input)).toThrow(expect.objectContaining({ code }))
})

test('text that only looks like an escape is fine', () => {
  expect(holdsUnstorable(JSON.stringify('\\u0000'))).toBe(false)
  expect(holdsUnstorable(JSON.stringify('😀 \\ud800'))).toBe(false)
  expect(holdsUnstorable(JSON.stringify('\\\u0000'))).toBe(true)
})

test('a hundred levels are enough for anyone and accepted', () => {
  expect(readInput(JSON.parse('['.repeat(100) + ']'.repeat(100))).digest).toMatch(/^sha256:/)
})

import { expect, test } from 'vitest'
import { readVariables, writeVariables } from './variable-lines.ts'

test('what was written is read again', () => {
  const variables = { B: 'x=y', A: '' }
  expect(writeVariables(variables)).toBe('A=\nB=x=y')
  expect(readVariables(writeVariables(variables))).toEqual({ variables })
  expect(writeVariables(null)).toBe('')
})

test.each([
  ['A=1\nnot a variable', 'Line 2 is not NAME=value.'],
  ['1A=1', 'Line 1 is not NAME=value.'],
  ['A=1\n\nA=2', 'Line 3 names A a second time.'],
])('%j has a fault: %s', (text, fault) => {
  expect(readVariables(text).fault).toBe(fault)
})

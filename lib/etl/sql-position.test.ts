import { expect, test } from 'vitest'
import { atItsPlace, readSqlComplaint } from './sql-position.ts'

test('line and column are those of the caret', () => {
  const text =
    'Failed to extract statements: Parser Error: syntax error at or near "selct"\n\nLINE 3:   selct 1\n          ^'
  expect(readSqlComplaint(text)).toEqual({
    line: 3,
    column: 3,
    message: 'Parser Error: syntax error at or near "selct"',
  })
})

test('the column in a cut line is found in the statement', () => {
  const statements = [{ text: `select ${'a, '.repeat(20)}b\nfrom t`, line: 2, column: 3 }]
  const text = `Binder Error: no\n\nLINE 2: ...a, a, b\n                 ^`
  expect(readSqlComplaint(text, statements)).toEqual({ line: 2, column: 70, message: 'Binder Error: no' })
  expect(readSqlComplaint(text)).toEqual({ line: 2, message: 'Binder Error: no' })
})

test('what the engine suggests stays', () => {
  const text = 'Binder Error: Referenced column "b" not found\nCandidate bindings: "a"\n\nLINE 1: ...a, b\n           ^'
  expect(readSqlComplaint(text)).toEqual({
    line: 1,
    message: 'Binder Error: Referenced column "b" not found\nCandidate bindings: "a"',
  })
  expect(readSqlComplaint('IO Error: no such file')).toEqual({ message: 'IO Error: no such file' })
})

test('a statement is moved to where it stands', () => {
  expect(atItsPlace({ text: 'select 1', line: 3, column: 5 })).toBe('\n\n    select 1')
})

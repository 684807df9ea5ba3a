import { expect, test } from 'vitest'
import { oneWord, words } from './words.ts'

/** `@{` stands for what a template string would begin with. */
const braces = (text: string) => text.replaceAll('@{', '$\u007b')
const variables = new Map([
  ['NAME', 'ada'],
  ['EMPTY', ''],
])

test.each([
  ['a  b', ['a', 'b']],
  ['"a b" c', ['a b', 'c']],
  ["'$NAME' $NAME", ['$NAME', 'ada']],
  ['a\\ b', ['a b']],
  ['"say \\"hi\\" \\n"', ['say "hi" \\n']],
  ['@{NAME}x $NAMEx', ['adax', '']],
  ['@{MISSING:-none} @{EMPTY:-none} @{EMPTY-none}', ['none', 'none', '']],
  ['@{NAME:+given} @{MISSING+given}', ['given', '']],
  ['@{MISSING:-@{NAME}}', ['ada']],
  ['\\$NAME $', ['$NAME', '$']],
  ['""', ['']],
])('%s', (text, expected) => {
  expect(words(braces(text), variables, '\\')).toEqual(expected)
})

test('one word keeps its spaces', () => {
  expect(oneWord('"hello  world" $NAME', variables, '\\')).toBe('hello  world ada')
})

test('what is not closed is said', () => {
  expect(() => words('"a', variables, '\\')).toThrow('a " is not closed')
  expect(() => words(braces('@{NAME'), variables, '\\')).toThrow(braces('a @{ is not closed'))
})

test('variables cannot double without an end', () => {
  const long = new Map([['A', 'x'.repeat(100_000)]])
  expect(words('$A', long, '\\')).toEqual(['x'.repeat(100_000)])
  expect(() => words('$A$A', long, '\\')).toThrow('longer than 128 KiB')
})

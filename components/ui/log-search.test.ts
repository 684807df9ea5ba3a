import { expect, test } from 'vitest'
import { findInLog, linesOf, plainText } from './log-search.ts'

test('chunks of several lines become lines with ids that stay unique', () => {
  const lines = linesOf([
    { seq: '7', text: 'one\ntwo\n' },
    { seq: '8', at: '2026-11-24T02:00:00Z', text: 'three' },
  ])
  expect(lines).toEqual([
    { id: '7.0', text: 'one' },
    { id: '7.1', text: 'two' },
    { id: '8.0', text: 'three', at: '2026-11-24T02:00:00Z' },
  ])
})

test('an empty line inside a chunk is kept', () => {
  expect(linesOf([{ seq: '1', text: 'a\n\nb' }]).map((line) => line.text)).toEqual(['a', '', 'b'])
})

test('search ignores case and finds nothing for spaces', () => {
  const lines = linesOf([{ seq: '1', text: 'Installing\ndone\nINSTALLED' }])
  expect(findInLog(lines, 'install')).toEqual([0, 2])
  expect(findInLog(lines, '  ')).toEqual([])
})

test('terminal colours are taken out', () => {
  expect(plainText('\u001b[31mred\u001b[0m plain')).toBe('red plain')
})

import { expect, test } from 'vitest'
import { absoluteWords, relativeWords } from './time-words.ts'

const now = new Date('2026-11-24T12:00:00Z')

test.each([
  ['2026-11-24T11:59:58Z', 'just now'],
  ['2026-11-24T11:59:20Z', '40 sec. ago'],
  ['2026-11-24T11:57:00Z', '3 min. ago'],
  ['2026-11-24T14:00:00Z', 'in 2 hr.'],
  ['2026-11-23T11:00:00Z', 'yesterday'],
  ['2026-11-03T11:00:00Z', '3 Nov'],
  ['2025-11-03T11:00:00Z', '3 Nov 2025'],
])('%s is %s', (at, words) => {
  expect(relativeWords(new Date(at), now)).toBe(words)
})

test('the absolute time names its zone', () => {
  expect(absoluteWords(now)).toBe('24 Nov 2026, 12:00:00 UTC')
  expect(absoluteWords(now, 'Asia/Kolkata')).toMatch(/17:30:00 (GMT\+5:30|IST)/)
})

import { expect, test } from 'vitest'
import { endOfExcuse } from './end-of-excuse.ts'
import { statusNow } from './status-now.ts'
import { MAX_EXCUSE_DAYS } from './words.ts'

const now = new Date('2026-06-01T12:00:00Z')
const after = (ms: number) => new Date(now.getTime() + ms).toISOString()
const most = MAX_EXCUSE_DAYS * 24 * 3600_000

test.each([
  ['no end', undefined, true, null],
  ['a millisecond ahead', after(1), true, after(1)],
  ['as far as it goes', after(most), true, after(most)],
  ['further, for what excuses nothing', after(most + 1), false, after(most + 1)],
])('%s is taken', (_name, given, excuse, end) => {
  expect(endOfExcuse(given, now, excuse)?.toISOString() ?? null).toBe(end)
})

test.each([
  ['this very instant', after(0), true, /ended already/],
  ['one that is past', after(-1), false, /ended already/],
  ['one too far ahead', after(most + 1), true, /At most 366 days/],
])('%s is refused', (_name, given, excuse, words) => {
  expect(() => endOfExcuse(given, now, excuse)).toThrow(words)
})

test('what was said holds until its end, and not at it', () => {
  const said = { status: 'accepted' as const, statusUntil: now }
  expect(statusNow(said, new Date(now.getTime() - 1))).toBe('accepted')
  expect(statusNow(said, now)).toBe('open')
  expect(statusNow({ ...said, statusUntil: null }, now)).toBe('accepted')
})

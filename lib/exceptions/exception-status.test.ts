import { describe, expect, test } from 'vitest'
import type { ExceptionStatus } from '../db/generated/enums.ts'
import { isInForce, reminderDue, stateAt } from './exception-status.ts'
import { termsOf } from './exception-terms.ts'
import { MAX_EXCEPTION_DAYS } from './schema.ts'

const DAY = 24 * 3600_000
const start = new Date('2026-06-01T12:00:00.000Z')
const end = new Date('2026-06-30T12:00:00.000Z')
const at = (instant: Date, ms: number) => new Date(instant.getTime() + ms)
const terms = (status: ExceptionStatus = 'active') => ({ status, startsAt: start, expiresAt: end })

describe('what counts at an instant', () => {
  test.each([
    ['a millisecond before it begins', at(start, -1), 'upcoming'],
    ['as it begins', start, 'active'],
    ['a millisecond before its end', at(end, -1), 'active'],
    ['at its end', end, 'expired'],
    ['a millisecond past its end', at(end, 1), 'expired'],
  ])('%s it is %s', (_name, instant, state) => {
    expect(stateAt(terms(), instant)).toBe(state)
    expect(isInForce(terms(), instant)).toBe(state === 'active')
  })

  test.each(['requested', 'rejected', 'revoked', 'withdrawn', 'expired'] as const)(
    'what is %s never counts, whatever the time',
    (status) => {
      for (const instant of [start, at(end, -1), end]) expect(isInForce(terms(status), instant)).toBe(false)
    },
  )

  test('a question that nobody answered before its end is over', () => {
    expect(stateAt(terms('requested'), at(end, -1))).toBe('requested')
    expect(stateAt(terms('requested'), end)).toBe('expired')
  })
})

describe('reminders', () => {
  const due = (instant: Date, remindedDays: number | null = null) => reminderDue({ ...terms(), remindedDays }, instant)
  test.each([
    ['eight days before', at(end, -8 * DAY), null, undefined],
    ['seven days before', at(end, -7 * DAY), null, { days: 7, tell: true }],
    ['once is enough', at(end, -6 * DAY), 7, undefined],
    ['a day before', at(end, -DAY), 7, { days: 1, tell: true }],
    ['a day before, when nobody ran in between', at(end, -DAY), null, { days: 1, tell: true }],
    ['both are given', at(end, -1), 1, undefined],
    ['at the end', end, null, undefined],
  ])('%s', (_name, instant, reminded, expected) => {
    expect(due(instant, reminded)).toEqual(expected)
  })

  test('one that lasts an hour needs none', () => {
    const short = { status: 'active' as const, startsAt: at(end, -3600_000), expiresAt: end, remindedDays: null }
    expect(reminderDue(short, at(end, -1000))).toEqual({ days: 1, tell: false })
  })
})

describe('what may be asked for', () => {
  const iso = (ms: number) => at(start, ms).toISOString()
  test.each([
    ['until a millisecond from now', { expiresAt: iso(1) }],
    ['as long as it goes', { expiresAt: iso(MAX_EXCEPTION_DAYS * DAY) }],
    ['with a later start', { startsAt: iso(DAY), expiresAt: iso(2 * DAY) }],
  ])('%s', (_name, asked) => {
    expect(termsOf(asked, start).expiresAt.toISOString()).toBe(asked.expiresAt)
  })

  test('a start that is past is now', () => {
    expect(termsOf({ startsAt: iso(-DAY), expiresAt: iso(DAY) }, start).startsAt).toEqual(start)
  })

  test.each([
    ['an end that is now', { expiresAt: iso(0) }, /ended already/],
    ['an end that is past', { expiresAt: iso(-1) }, /ended already/],
    ['an end before the start', { startsAt: iso(DAY), expiresAt: iso(DAY) }, /before it begins/],
    ['an end too far away', { expiresAt: iso(MAX_EXCEPTION_DAYS * DAY + 1) }, /At most 90 days/],
  ])('%s is refused', (_name, asked, words) => {
    expect(() => termsOf(asked, start)).toThrow(words)
  })
})

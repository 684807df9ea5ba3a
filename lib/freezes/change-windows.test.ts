import { expect, test } from 'vitest'
import { nextOpening, openings, windowAt } from './change-windows.ts'
import { nextStart } from './next-start.ts'
import { steadyStretches } from './zone-time.ts'

const at = (text: string) => new Date(text)
const hour = (text: string) => {
  const [hours = 0, minutes = 0] = text.split(':').map(Number)
  return hours * 60 + minutes
}
const window = (days: number[], from: string, to: string, timezone = 'UTC') => ({
  days,
  fromMinute: hour(from),
  toMinute: hour(to),
  timezone,
})
const everyDay = [1, 2, 3, 4, 5, 6, 7]
const weekdays = window([1, 2, 3, 4, 5], '09:00', '17:00', 'Europe/Madrid')

test.each([
  ['before it, on a Thursday', weekdays, '2026-11-26T07:59:59.999Z', false, '2026-11-26T08:00:00.000Z'],
  ['at its first instant', weekdays, '2026-11-26T08:00:00.000Z', true, '2026-11-26T08:00:00.000Z'],
  ['just before its end', weekdays, '2026-11-26T15:59:59.999Z', true, '2026-11-26T15:59:59.999Z'],
  ['at its end', weekdays, '2026-11-26T16:00:00.000Z', false, '2026-11-27T08:00:00.000Z'],
  ['over the weekend', weekdays, '2026-11-27T16:00:00.000Z', false, '2026-11-30T08:00:00.000Z'],
  ['in summer, an hour earlier by UTC', weekdays, '2026-07-01T06:30:00.000Z', false, '2026-07-01T07:00:00.000Z'],
  [
    'over midnight, on the day after',
    window([5], '22:00', '02:00'),
    '2026-11-28T01:59:00Z',
    true,
    '2026-11-28T01:59:00.000Z',
  ],
  [
    'over midnight, at its end',
    window([5], '22:00', '02:00'),
    '2026-11-28T02:00:00Z',
    false,
    '2026-12-04T22:00:00.000Z',
  ],
  ['a whole day', window([6], '00:00', '00:00'), '2026-11-28T23:59:59Z', true, '2026-11-28T23:59:59.000Z'],
  [
    'half an hour off',
    window(everyDay, '10:00', '11:00', 'Asia/Kolkata'),
    '2026-11-26T04:30:00Z',
    true,
    '2026-11-26T04:30:00.000Z',
  ],
])('%s', (_name, times, instant, open, opensAt) => {
  expect(windowAt([times], at(instant))).toEqual({ open, opensAt })
})

test('where no window is set there is nothing to say', () => {
  expect(windowAt([], at('2026-11-26T08:00:00Z'))).toBeUndefined()
})

// Madrid: 29 March 2026, 02:00 becomes 03:00; 25 October 2026, 03:00 becomes 02:00.
test.each([
  ['an hour that is skipped opens nothing', '02:00', '03:00', '2026-03-29T00:30:00Z', '2026-03-30T00:00:00.000Z'],
  ['one that begins in it opens when it is over', '02:30', '04:00', '2026-03-29T00:30:00Z', '2026-03-29T01:00:00.000Z'],
  ['one that ends in it closes when it begins', '01:30', '02:30', '2026-03-29T01:00:00Z', '2026-03-30T23:30:00.000Z'],
  ['after it the clock is an hour nearer to UTC', '09:00', '10:00', '2026-03-29T00:30:00Z', '2026-03-29T07:00:00.000Z'],
])('in spring %s', (_name, from, to, instant, opensAt) => {
  const days = from === '01:30' ? [7, 2] : everyDay
  const next = nextOpening([window(days, from, to, 'Europe/Madrid')], at(instant))
  expect(next?.toISOString()).toBe(opensAt)
})

test('in autumn an hour that comes twice opens twice', () => {
  const times = window([7], '02:15', '02:45', 'Europe/Madrid')
  const found = openings([times], at('2026-10-24T22:00:00Z'), at('2026-10-25T22:00:00Z'))
  const said = found.map(({ from, to }) => `${new Date(from).toISOString()} ${new Date(to).toISOString()}`)
  expect(said).toEqual([
    '2026-10-25T00:15:00.000Z 2026-10-25T00:45:00.000Z',
    '2026-10-25T01:15:00.000Z 2026-10-25T01:45:00.000Z',
  ])
})

test('in autumn a window across the change lasts an hour longer', () => {
  const times = window([7], '01:00', '04:00', 'Europe/Madrid')
  const found = openings([times], at('2026-10-24T22:00:00Z'), at('2026-10-25T22:00:00Z'))
  expect(found.map(({ from, to }) => (to - from) / 3600_000)).toEqual([4])
})

test('windows that touch or overlap are one opening', () => {
  const both = [window([4], '08:00', '10:00'), window([4], '10:00', '12:00'), window([4], '09:00', '11:00')]
  expect(openings(both, at('2026-11-26T00:00:00Z'), at('2026-11-27T00:00:00Z'))).toHaveLength(1)
})

test('clocks that never change are one stretch', () => {
  const from = Date.parse('2026-01-01T00:00:00Z')
  expect(steadyStretches('UTC', from, from + 400 * 24 * 3600_000)).toHaveLength(1)
  expect(steadyStretches('Europe/Madrid', from, from + 365 * 24 * 3600_000)).toHaveLength(3)
})

const frozen = (startsAt: string, endsAt: string) => ({ startsAt: at(startsAt), endsAt: at(endsAt) })

test.each([
  ['nothing stands against it', [], [], '2026-11-26T12:00:00Z', '2026-11-26T12:00:00.000Z'],
  [
    'a freeze ends',
    [frozen('2026-11-26T00:00:00Z', '2026-11-27T00:00:00Z')],
    [],
    '2026-11-26T12:00:00Z',
    '2026-11-27T00:00:00.000Z',
  ],
  [
    'a freeze ends into another',
    [frozen('2026-11-27T00:00:00Z', '2026-11-28T00:00:00Z'), frozen('2026-11-26T00:00:00Z', '2026-11-27T00:00:00Z')],
    [],
    '2026-11-26T12:00:00Z',
    '2026-11-28T00:00:00.000Z',
  ],
  [
    'a freeze ends when the window is closed',
    [frozen('2026-11-26T00:00:00Z', '2026-11-26T20:00:00Z')],
    [weekdays],
    '2026-11-26T12:00:00Z',
    '2026-11-27T08:00:00.000Z',
  ],
  [
    'the next opening is frozen',
    [frozen('2026-11-27T00:00:00Z', '2026-11-28T00:00:00Z')],
    [weekdays],
    '2026-11-26T20:00:00Z',
    '2026-11-30T08:00:00.000Z',
  ],
])('a change begins when %s', (_name, freezes, windows, instant, expected) => {
  expect(nextStart(freezes, windows, at(instant))?.toISOString()).toBe(expected)
})

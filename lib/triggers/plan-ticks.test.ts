import { expect, test } from 'vitest'
import { ticksBetween } from '../manifests/ticks.ts'
import { exclusionOf } from './exclusions.ts'
import { planTicks } from './plan-ticks.ts'

const at = (text: string) => new Date(`${text}Z`)
const none = () => undefined
const hour = (dates: readonly Date[]) => dates.map((date) => date.toISOString().slice(5, 16)).join(' ')

/** Ticks of a schedule between two instants, planned at the second with a policy. */
function plan(
  schedule: { cron: string; timezone: string },
  from: string,
  now: string,
  rest: Partial<Parameters<typeof planTicks>[0]>,
) {
  const due = ticksBetween(schedule, at(from), at(now))
  return planTicks({ due, now: at(now), missed: 'once', catchUp: 100, excluded: none, paused: none, ...rest })
}

const hourly = { cron: '0 * * * *', timezone: 'UTC' }
const nightly = { cron: '30 2 * * *', timezone: 'Europe/Madrid' }

// Known answers: the worker was away from the first instant to the second.
test.each([
  ['on time, whatever the policy', hourly, '2026-11-26T09:30', '2026-11-26T10:00:05', 'skip', 100, '11-26T10:00', 0],
  ['skip: five hours away', hourly, '2026-11-26T09:30', '2026-11-26T14:30', 'skip', 100, '', 5],
  [
    'skip: back just in time for the last',
    hourly,
    '2026-11-26T09:30',
    '2026-11-26T14:00:59',
    'skip',
    100,
    '11-26T14:00',
    4,
  ],
  ['once: five hours away', hourly, '2026-11-26T09:30', '2026-11-26T14:30', 'once', 100, '11-26T14:00', 4],
  [
    'once: the one on time stands for all',
    hourly,
    '2026-11-26T09:30',
    '2026-11-26T14:00:59',
    'once',
    100,
    '11-26T14:00',
    4,
  ],
  ['once: nothing was missed', hourly, '2026-11-26T09:30', '2026-11-26T09:59', 'once', 100, '', 0],
  [
    'all: three hours away',
    hourly,
    '2026-11-26T09:30',
    '2026-11-26T12:30',
    'all',
    100,
    '11-26T10:00 11-26T11:00 11-26T12:00',
    0,
  ],
  [
    'all: capped, the newest are kept',
    hourly,
    '2026-11-26T09:30',
    '2026-11-26T14:30',
    'all',
    2,
    '11-26T13:00 11-26T14:00',
    3,
  ],
  [
    'all, over a night that skips the hour',
    nightly,
    '2026-03-28T00:00',
    '2026-03-30T12:00',
    'all',
    100,
    '03-28T01:30 03-29T01:30 03-30T00:30',
    0,
  ],
  [
    'all, over a night in which it comes twice',
    nightly,
    '2026-10-24T12:00',
    '2026-10-26T12:00',
    'all',
    100,
    '10-25T00:30 10-26T01:30',
    0,
  ],
  [
    'once, over a night in which it comes twice',
    nightly,
    '2026-10-24T12:00',
    '2026-10-25T12:00',
    'once',
    100,
    '10-25T00:30',
    0,
  ],
  [
    'all, every half hour of that night',
    { cron: '*/30 2 * * *', timezone: 'Europe/Madrid' },
    '2026-10-24T22:00',
    '2026-10-25T05:00',
    'all',
    100,
    '10-25T00:00 10-25T00:30',
    0,
  ],
] as const)('%s', (_name, schedule, from, now, missed, catchUp, runs, skipped) => {
  const found = plan(schedule, from, now, { missed, catchUp })
  expect(hour(found.run)).toBe(runs)
  expect(found.skipped).toHaveLength(skipped)
  expect(found.skipped.every(({ reason }) => reason === 'missed')).toBe(true)
})

test('what was paused or excluded is not made up for, and says why', () => {
  const weekends = {
    weekdays: ['sat' as const, 'sun' as const],
    dates: ['2026-11-26/2026-11-27'],
    calendars: ['bank-days'],
  }
  const daily = { cron: '0 6 * * *', timezone: 'Europe/Madrid' }
  const found = plan(daily, '2026-11-25T12:00', '2026-12-02T12:00', {
    missed: 'all',
    excluded: (tick) => exclusionOf(tick, 'Europe/Madrid', weekends, [{ name: 'bank-days', days: ['2026-12-01'] }]),
    paused: (tick) => (tick < at('2026-11-30T12:00') ? 'pau_1' : undefined),
  })
  expect(hour(found.run)).toBe('12-02T05:00')
  expect(found.skipped.map(({ reason, because }) => `${reason} ${because}`)).toEqual([
    'excluded 2026-11-26 to 2026-11-27',
    'excluded 2026-11-26 to 2026-11-27',
    'excluded Saturdays',
    'excluded Sundays',
    'paused pau_1',
    'excluded calendar bank-days',
  ])
})

test('the day that is excluded is the one of the zone', () => {
  const friday = { weekdays: [], dates: ['2026-11-27'], calendars: [] }
  expect(exclusionOf(at('2026-11-26T16:00'), 'Asia/Tokyo', friday, [])).toBe('2026-11-27')
  expect(exclusionOf(at('2026-11-26T16:00'), 'UTC', friday, [])).toBeUndefined()
  expect(exclusionOf(at('2026-11-27T16:00'), 'Asia/Tokyo', friday, [])).toBeUndefined()
})

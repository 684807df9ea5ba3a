import { expect, test } from 'vitest'
import { type CalendarInput, scheduleCalendar } from './schedule-calendar.ts'

const schedule = (cron: string, rest: object = {}) => ({
  id: 'trg_1',
  runnerId: 'run_1',
  environmentId: 'env_1',
  runner: 'orders',
  environment: 'dev',
  cron,
  timezone: 'Europe/Madrid',
  exclude: null,
  createdAt: new Date('2026-01-01T00:00:00Z'),
  ...rest,
})
const draw = (input: Partial<CalendarInput>) =>
  scheduleCalendar({
    schedules: [],
    calendars: [],
    pauses: [],
    skips: [],
    from: '2026-10-19',
    days: 7,
    zone: 'Europe/Madrid',
    now: new Date('2026-10-21T10:00:00Z'),
    ...input,
  })
const said = (input: Partial<CalendarInput>) =>
  draw(input).map(({ entries }) => entries.map(({ time, count, state }) => `${time ?? count} ${state}`).join(', '))

test('a week says what has had its time, what is excluded, paused and missed, and which day it is', () => {
  const exclude = { weekdays: ['sun' as const], dates: [], calendars: ['fair'] }
  const week = {
    schedules: [schedule('0 6 * * *', { exclude })],
    calendars: [{ name: 'fair', days: ['2026-10-24'] }],
    skips: [
      {
        triggerId: 'trg_1',
        reason: 'missed' as const,
        because: 'missed: once',
        firstAt: new Date('2026-10-20T04:00:00Z'),
        lastAt: new Date('2026-10-20T04:00:00Z'),
        count: 1,
      },
    ],
    pauses: [
      {
        id: 'pau_1',
        runnerId: null,
        environmentId: 'env_1',
        pausedAt: new Date('2026-10-22T00:00:00Z'),
        resumedAt: new Date('2026-10-23T00:00:00Z'),
      },
      { id: 'pau_2', runnerId: 'run_2', environmentId: null, pausedAt: new Date(0), resumedAt: null },
    ],
  }
  expect(said(week)).toEqual([
    '06:00 past',
    '06:00 missed',
    '06:00 past',
    '06:00 paused',
    '06:00 planned',
    '06:00 excluded',
    '06:00 excluded',
  ])
  const days = draw(week)
  expect(days.flatMap(({ today, date }) => (today ? [date] : []))).toEqual(['2026-10-21'])
  expect(days.map(({ entries }) => entries[0]?.because)).toEqual([
    undefined,
    'missed: once',
    undefined,
    'pau_1',
    undefined,
    'calendar fair',
    'Sundays',
  ])
})

test('what fires often is one line a standing, with its figure; the day of a clock change has more of it and a mark', () => {
  const [saturday, sunday] = draw({ schedules: [schedule('*/15 * * * *')], from: '2026-10-24', days: 2 })
  expect(saturday?.entries).toMatchObject([{ count: 96, state: 'planned' }])
  expect(sunday?.entries).toMatchObject([{ count: 100, state: 'planned' }])
  expect([saturday?.clocks, sunday?.clocks]).toEqual([[], ['Clocks in Europe/Madrid go from 03:00 to 02:00']])
  expect(said({ schedules: [schedule('0 * * * *')], from: '2026-10-21', days: 1 })).toEqual(['13 past, 11 planned'])
})

test('times are those of the zone that is looked from', () => {
  expect(said({ schedules: [schedule('30 23 * * *')], zone: 'Asia/Tokyo', from: '2026-10-22', days: 1 })).toEqual([
    '06:30 planned',
  ])
})

test('before it was armed a schedule had no ticks', () => {
  const createdAt = new Date('2026-10-20T12:00:00Z')
  expect(said({ schedules: [schedule('0 6 * * *', { createdAt })], days: 3 })).toEqual(['', '', '06:00 past'])
})

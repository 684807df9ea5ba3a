import { expect, test } from 'vitest'
import { nextTimes, scheduleFault } from './schedule.ts'

const now = new Date('2026-03-28T12:00:00Z')

test('a schedule keeps its local hour over a change to daylight saving', () => {
  const daily = nextTimes({ cron: '0 6 * * *', timezone: 'Europe/Madrid' }, now, 2)
  expect(daily.map((time) => time.toISOString())).toEqual(['2026-03-29T04:00:00.000Z', '2026-03-30T04:00:00.000Z'])
})

test('29 February fires, in the next leap year', () => {
  expect(scheduleFault({ cron: '0 0 29 2 *', timezone: 'UTC' }, now)).toBeUndefined()
  const [next] = nextTimes({ cron: '0 0 29 2 *', timezone: 'UTC' }, now, 1)
  expect(next?.toISOString()).toBe('2028-02-29T00:00:00.000Z')
})

test.each([
  ['0 0 31 4,6,9,11 *', 'UTC', 'cron', /never fires/],
  ['@daily', 'UTC', 'cron', /five fields; this one has 1/],
  ['H 1 * * *', 'UTC', 'cron', /different time/],
  ['* * * * 9', 'UTC', 'cron', /not a cron/],
  ['0 6 * * *', '+02:00', 'timezone', /not a time zone/],
  ['0 6 * * *', '', 'timezone', /not a time zone/],
])('%s in %s', (cron, timezone, field, says) => {
  const fault = scheduleFault({ cron, timezone }, now)
  expect(fault?.field).toBe(field)
  expect(fault?.message).toMatch(says)
})

test('in the middle of a half-hour clock change a time is still found', () => {
  for (let minute = 0; minute < 180; minute++) {
    const from = new Date(Date.UTC(2026, 3, 4, 14, minute))
    const [found] = nextTimes({ cron: '*/7 * * * *', timezone: 'Australia/Lord_Howe' }, from, 1)
    expect((found?.getTime() ?? 0) - from.getTime(), from.toISOString()).toBeGreaterThan(0)
  }
})

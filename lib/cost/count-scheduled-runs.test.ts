import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { nextTimes } from '../manifests/schedule.ts'
import { countFires, countScheduledRuns } from './count-scheduled-runs.ts'

const utc = (cron: string) => ({ cron, timezone: 'UTC' })
const june = new Date('2026-06-01T00:00:00Z')

describe('the 30 days after now', () => {
  test.each([
    ['*/15 * * * *', 30 * 96],
    ['* * * * *', 30 * 1440],
    ['0 6 * * *', 30],
    ['0 6 * * 1-5', 22],
    ['0 0 1 * *', 1],
    ['0 0 29 2 *', 0],
    ['30 4 1,15 * 5', 6],
  ])('%s fires %i times', (cron, count) => {
    expect(countScheduledRuns([utc(cron)], june)).toBe(count)
  })
  test('schedules add up', () => {
    expect(countScheduledRuns([utc('0 6 * * *'), utc('0 6 * * 1-5')], june)).toBe(52)
    expect(countScheduledRuns([], june)).toBe(0)
  })
  test('a run at this very moment is past, one at the last moment counts', () => {
    expect(countScheduledRuns([utc('0 0 * * *')], june)).toBe(30)
  })
})

describe('clock changes, as the scheduler sees them', () => {
  const madrid = (cron: string) => ({ cron, timezone: 'Europe/Madrid' })
  test('the night an hour is skipped has 23 hours', () => {
    const [from, until] = [new Date('2026-03-28T23:00:00Z'), new Date('2026-03-29T22:00:00Z')]
    expect(countFires(madrid('0 * * * *'), new Date(from.getTime() - 1), until)).toBe(24) // both midnights
  })
  test('a daily run happens once on that day and on the one with 25 hours', () => {
    const day = (date: string) =>
      [new Date(`${date}T21:59:59Z`), new Date(new Date(`${date}T21:59:59Z`).getTime() + 25 * 3_600_000)] as const
    expect(countFires(madrid('30 2 * * *'), ...day('2026-03-28'))).toBe(1)
    expect(countFires(madrid('30 12 * * *'), ...day('2026-10-24'))).toBe(1)
  })
})

test('agrees with asking the scheduler for one fire after the other, in any zone', () => {
  const zone = fc.constantFrom('UTC', 'Europe/Madrid', 'America/New_York', 'America/Santiago', 'Asia/Kathmandu')
  const minute = fc.constantFrom('0', '5,35', '*/20', '59')
  const hour = fc.constantFrom('*', '0', '2', '1-3', '*/6', '23')
  const day = fc.constantFrom('* * *', '* * 1-5', '1,15 * *', '13 * 5', '* 3,10,11 *', 'L * *', '* * 1#2')
  const starts = fc.constantFrom('2026-03-05T10:11:12Z', '2026-10-20T23:59:59Z', '2026-08-30T04:00:00Z')
  fc.assert(
    fc.property(zone, minute, hour, day, starts, fc.integer({ min: 0, max: 12 }), (timezone, m, h, d, start, days) => {
      const schedule = { cron: `${m} ${h} ${d}`, timezone }
      const from = new Date(start)
      const until = new Date(from.getTime() + days * 86_400_000)
      expect(countFires(schedule, from, until)).toBe(askOneByOne(schedule, from, until))
    }),
    { numRuns: 60 },
  )
})

test('a clock change of half an hour loses no more than the hour around it', () => {
  const hourly = { cron: '0 * * * *', timezone: 'Australia/Lord_Howe' }
  const count = countScheduledRuns([hourly], new Date('2026-03-20T04:00:00Z'))
  expect(Math.abs(count - 720)).toBeLessThanOrEqual(2)
})

function askOneByOne(schedule: { cron: string; timezone: string }, from: Date, until: Date): number {
  for (let at = from, count = 0; ; count += 1) {
    const [next] = nextTimes(schedule, at, 1)
    if (!next || next > until) return count
    at = next
  }
}

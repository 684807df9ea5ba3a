import { CronExpressionParser } from 'cron-parser'
import { Cron } from 'croner'
import { expect, test } from 'vitest'
import { offsetAt } from '../time-zones.ts'
import { nextTimes } from './schedule.ts'
import { ticksBetween } from './ticks.ts'

const iso = (dates: readonly Date[]) => dates.map((date) => date.toISOString().slice(0, 16))
const first = (cron: string, timezone: string, from: string, count: number) =>
  iso(nextTimes({ cron, timezone }, new Date(from), count))

// Madrid: 29 March 2026, 02:00 becomes 03:00; 25 October 2026, 03:00 becomes 02:00. Lord Howe moves by half an hour.
test.each([
  ['a time that is skipped', '30 2 * * *', 'Europe/Madrid', '2026-03-28T22:00Z', '2026-03-29T01:30 2026-03-30T00:30'],
  ['the first skipped minute', '0 2 * * *', 'Europe/Madrid', '2026-03-28T22:00Z', '2026-03-29T01:00 2026-03-30T00:00'],
  [
    'skipped onto a time it has',
    '15 2,3 * * *',
    'Europe/Madrid',
    '2026-03-28T22:00Z',
    '2026-03-29T01:15 2026-03-30T00:15',
  ],
  [
    'many in a skipped hour',
    '*/20 2 * * *',
    'Europe/Madrid',
    '2026-03-28T22:00Z',
    '2026-03-29T01:00 2026-03-29T01:20 2026-03-29T01:40 2026-03-30T00:00',
  ],
  [
    'every half hour in spring',
    '*/30 * * * *',
    'Europe/Madrid',
    '2026-03-29T00:10Z',
    '2026-03-29T00:30 2026-03-29T01:00 2026-03-29T01:30',
  ],
  [
    'every second hour in spring',
    '0 */2 * * *',
    'Europe/Madrid',
    '2026-03-28T22:10Z',
    '2026-03-28T23:00 2026-03-29T01:00 2026-03-29T02:00',
  ],
  ['a time that comes twice', '30 2 * * *', 'Europe/Madrid', '2026-10-24T22:00Z', '2026-10-25T00:30 2026-10-26T01:30'],
  ['asked between the two', '30 2 * * *', 'Europe/Madrid', '2026-10-25T00:45Z', '2026-10-26T01:30'],
  [
    'every half hour in autumn',
    '*/30 * * * *',
    'Europe/Madrid',
    '2026-10-25T00:10Z',
    '2026-10-25T00:30 2026-10-25T01:00 2026-10-25T01:30 2026-10-25T02:00',
  ],
  [
    'some hours in autumn',
    '30 1-3 * * *',
    'Europe/Madrid',
    '2026-10-24T22:00Z',
    '2026-10-24T23:30 2026-10-25T00:30 2026-10-25T02:30',
  ],
  [
    'skipped by half an hour',
    '15 2 * * *',
    'Australia/Lord_Howe',
    '2026-10-03T00:00Z',
    '2026-10-03T15:45 2026-10-04T15:15',
  ],
  [
    'twice by half an hour',
    '45 1 * * *',
    'Australia/Lord_Howe',
    '2026-04-04T00:00Z',
    '2026-04-04T14:45 2026-04-05T15:15',
  ],
  [
    'every 20 minutes there',
    '*/20 * * * *',
    'Australia/Lord_Howe',
    '2026-10-03T15:05Z',
    '2026-10-03T15:10 2026-10-03T15:40 2026-10-03T16:00',
  ],
  [
    'a midnight that does not exist',
    '0 0 * * *',
    'America/Sao_Paulo',
    '2018-11-03T12:00Z',
    '2018-11-04T03:00 2018-11-05T02:00',
  ],
  [
    'summer time before Ramadan',
    '30 23 * * *',
    'Africa/Casablanca',
    '2026-02-13T12:00Z',
    '2026-02-13T22:30 2026-02-14T22:30 2026-02-15T23:30',
  ],
  [
    'a day that a country left out',
    '0 6 * * *',
    'Pacific/Apia',
    '2011-12-29T20:00Z',
    '2011-12-30T16:00 2011-12-31T16:00',
  ],
  ['the last day of the month', '0 0 L * *', 'UTC', '2028-02-01T00:00Z', '2028-02-29T00:00 2028-03-31T00:00'],
  ['the last Friday', '0 0 * * 5L', 'UTC', '2026-11-01T00:00Z', '2026-11-27T00:00 2026-12-25T00:00'],
  ['the second Tuesday', '0 0 * * 2#2', 'UTC', '2026-11-01T00:00Z', '2026-11-10T00:00 2026-12-08T00:00'],
  ['a day of the month or of the week', '0 0 13 * 5', 'UTC', '2026-11-07T00:00Z', '2026-11-13T00:00 2026-11-20T00:00'],
])('%s: %s in %s', (_name, cron, timezone, from, expected) => {
  expect(first(cron, timezone, from, expected.split(' ').length)).toEqual(expected.split(' '))
})

/** Numbers that look random and are the same at every run. */
function chance(seed: number) {
  let state = seed
  return (below: number) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

function expressions(count: number): string[] {
  const roll = chance(20261126)
  const field = (low: number, high: number) => {
    const one = () => low + roll(high - low + 1)
    const [a, b] = [one(), one()].sort((x, y) => x - y)
    const span = `${a}-${b}`
    return [
      '*',
      String(one()),
      span,
      `*/${1 + roll(Math.min(high, 30))}`,
      `${span}/${1 + roll(5)}`,
      [...new Set([a, b])].join(','),
    ][roll(6)] as string
  }
  return Array.from({ length: count }, () => {
    // Both days given is where libraries read cron differently; three fields out of four are enough to tell them apart.
    const days = roll(2) ? [field(1, 28), '*'] : ['*', field(0, 6)]
    return [field(0, 59), field(0, 23), days[0], roll(3) ? '*' : field(1, 12), days[1]].join(' ')
  })
}

const zones = ['UTC', 'Europe/Madrid', 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe', 'Asia/Kathmandu']

test('thousands of expressions fire when two other libraries say so, wherever no clock is set', () => {
  const from = new Date('2026-05-03T10:17:00Z')
  const until = from.getTime() + 100 * 86_400_000
  let compared = 0
  for (const [index, cron] of expressions(6000).entries()) {
    const timezone = zones[index % zones.length] as string
    const ours = nextTimes({ cron, timezone }, from, 4).filter((at) => at.getTime() < until)
    const parser = CronExpressionParser.parse(cron, { currentDate: from, tz: timezone })
    const other = new Cron(cron, { timezone, paused: true }).nextRuns(ours.length, from)
    compared += ours.length
    expect(iso(ours), `${cron} in ${timezone}, cron-parser`).toEqual(iso(ours.map(() => parser.next().toDate())))
    expect(iso(ours), `${cron} in ${timezone}, croner`).toEqual(iso(other))
  }
  expect(compared).toBeGreaterThan(15_000)
})

test('over both changes of the clocks, a whole hour each, cron-parser agrees on a thousand expressions', () => {
  for (const [start, days] of [
    ['2026-03-28T12:00:00Z', 2],
    ['2026-10-24T12:00:00Z', 2],
  ] as const) {
    const from = new Date(start)
    const until = new Date(from.getTime() + days * 86_400_000)
    expect(offsetAt('Europe/Madrid', from.getTime())).not.toBe(offsetAt('Europe/Madrid', until.getTime()))
    for (const cron of expressions(1000)) {
      const ours = ticksBetween({ cron, timezone: 'Europe/Madrid' }, from, until)
      const parser = CronExpressionParser.parse(cron, { currentDate: from, endDate: until, tz: 'Europe/Madrid' })
      expect(iso(ours), cron).toEqual(iso(parser.take(3000).map((at) => at.toDate())))
    }
  }
})

import { expect, test } from 'vitest'
import { offsetAt } from '../time-zones.ts'
import { localDay } from './zoned-day.ts'

const day = (instant: string, zone: string) => {
  const { start, end, clockChanges } = localDay(Date.parse(instant), zone)
  return [new Date(start).toISOString().slice(0, 16), new Date(end).toISOString().slice(0, 16), clockChanges]
}

test.each([
  ['an ordinary day', '2026-06-01T12:00:00Z', 'Europe/Madrid', ['2026-05-31T22:00', '2026-06-01T22:00', false]],
  ['23 hours', '2026-03-29T12:00:00Z', 'Europe/Madrid', ['2026-03-28T23:00', '2026-03-29T22:00', true]],
  ['25 hours', '2026-10-25T12:00:00Z', 'Europe/Madrid', ['2026-10-24T22:00', '2026-10-25T23:00', true]],
  ['no midnight', '2026-09-06T12:00:00Z', 'America/Santiago', ['2026-09-06T04:00', '2026-09-07T03:00', true]],
  [
    'the eve of no midnight',
    '2026-09-06T03:30:00Z',
    'America/Santiago',
    ['2026-09-05T04:00', '2026-09-06T04:00', true],
  ],
  ['half an hour', '2026-10-03T20:00:00Z', 'Australia/Lord_Howe', ['2026-10-03T13:30', '2026-10-04T13:00', true]],
])('%s', (_, instant, zone, expected) => {
  expect(day(instant, zone)).toEqual(expected)
})

test('an offset in milliseconds, ahead of UTC', () => {
  expect(offsetAt('Asia/Kathmandu', Date.parse('2026-06-01T12:00:00Z'))).toBe((5 * 60 + 45) * 60_000)
})

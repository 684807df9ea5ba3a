import { expect, test } from 'vitest'
import { daysSoFar, lastMonths, monthNamed } from './months.ts'
import { projectMonth } from './project-month.ts'

const november = monthNamed('2026-11')
const noon = new Date('2026-11-20T12:00:00Z')
const week = new Map([
  ['2026-11-13', 10],
  ['2026-11-14', 0],
  ['2026-11-15', 20],
  ['2026-11-16', 10],
  ['2026-11-17', 10],
  ['2026-11-18', 10],
  ['2026-11-19', 10],
  // Today is not full yet, and what is older than a week says nothing about the pace.
  ['2026-11-20', 500],
  ['2026-11-01', 900],
])

test('the pace of the last seven full days is carried to the end of the month', () => {
  expect(projectMonth({ month: november, now: noon, used: 1470, days: week })).toEqual({
    expected: 1575, // 1470 + 10 a day × 10.5 days
    low: 1470,
    high: 1680,
    perDay: 10,
    basis: 7,
    reachesAt: null,
  })
})

test('says when a limit is reached: at this pace, already, or not within the month', () => {
  const at = (limit: number) => projectMonth({ month: november, now: noon, used: 1470, days: week, limit })?.reachesAt
  expect(at(1500)).toBe('2026-11-23T12:00:00.000Z')
  expect(at(1470)).toBe('2026-11-20T12:00:00.000Z')
  expect(at(1575)).toBeNull()
})

test('days of the month before count, and days before the first use do not', () => {
  const days = new Map([
    ['2026-10-31', 30],
    ['2026-11-01', 10],
  ])
  const projected = projectMonth({ month: november, now: new Date('2026-11-02T00:00:00Z'), used: 10, days })
  expect(projected).toMatchObject({ expected: 10 + 20 * 29, low: 10 + 10 * 29, high: 10 + 30 * 29, basis: 2 })
})

test('nothing is projected without a full day, after the month, or before it', () => {
  const days = new Map([['2026-11-20', 5]])
  expect(projectMonth({ month: november, now: noon, used: 5, days })).toBeUndefined()
  expect(projectMonth({ month: november, now: new Date('2026-12-01T00:00:00Z'), used: 5, days: week })).toBeUndefined()
  expect(projectMonth({ month: november, now: new Date('2026-10-31T00:00:00Z'), used: 5, days: week })).toBeUndefined()
})

test('a pace of nothing reaches no limit', () => {
  const days = new Map([['2026-11-01', 0]])
  expect(projectMonth({ month: november, now: noon, used: 5, days, limit: 6 })).toMatchObject({
    expected: 5,
    reachesAt: null,
  })
})

test('months: their days, those so far, and the ones before', () => {
  expect(monthNamed('2028-02').days).toBe(29)
  expect(daysSoFar(november, new Date('2026-11-03T23:59:59Z'))).toEqual(['2026-11-01', '2026-11-02', '2026-11-03'])
  expect(daysSoFar(november, new Date('2026-12-09T00:00:00Z'))).toHaveLength(30)
  expect(daysSoFar(november, new Date('2026-10-09T00:00:00Z'))).toEqual([])
  expect(lastMonths(new Date('2026-02-28T00:00:00Z'), 3)).toEqual(['2026-02', '2026-01', '2025-12'])
})

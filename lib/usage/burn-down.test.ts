import { expect, test } from 'vitest'
import { burnDown } from './burn-down.ts'
import { monthNamed } from './months.ts'

const november = monthNamed('2026-11')

test('what is left at the end of each day, beside an even pace', () => {
  const days = new Map([
    ['2026-10-31', 1000],
    ['2026-11-01', 100],
    ['2026-11-03', 250],
    ['2026-11-04', 30],
  ])
  expect(burnDown({ month: november, limit: 300, now: new Date('2026-11-03T10:00:00Z'), days })).toEqual([
    { day: '2026-11-01', used: 100, left: 200, even: 290 },
    { day: '2026-11-02', used: 0, left: 200, even: 280 },
    { day: '2026-11-03', used: 250, left: -50, even: 270 },
  ])
})

test('a month that is over is burnt down to its last day, at which an even pace leaves nothing', () => {
  const points = burnDown({ month: november, limit: 300, now: new Date('2027-01-01T00:00:00Z'), days: new Map() })
  expect(points).toHaveLength(30)
  expect(points.at(-1)).toEqual({ day: '2026-11-30', used: 0, left: 300, even: 0 })
})

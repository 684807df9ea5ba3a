import { expect, test } from 'vitest'
import { sayError, sayHours, sayLimit, sayMonth, sayProjection } from './words.ts'

const HOUR = 3_600_000
const budget = { kind: 'budget', environment: '', class: '' } as const
const hours = { kind: 'hours', environment: '', class: 'container' } as const

test('how a limit stands', () => {
  expect(sayLimit({ ...budget, limit: 50e6, used: 12.4e6, reserved: 0, left: 37.6e6 })).toBe(
    'Budget: $12.40 of $50.00 used; $37.60 left.',
  )
  expect(sayLimit({ ...budget, environment: 'prod', limit: 5e6, used: 5e6, reserved: 1e6, left: -1e6 })).toBe(
    'Budget of prod: $5.00 of $5.00 used, $1.00 set aside for runs under way; nothing left.',
  )
  expect(sayLimit({ ...hours, limit: null, used: 90 * HOUR, reserved: 0, left: null })).toBe(
    'Hours of Container: 90 h used, without a limit.',
  )
})

test('where the month is heading', () => {
  const projection = { expected: 60e6, low: 0, high: 0, perDay: 0, basis: 7, reachesAt: '2026-11-28T07:00:00.000Z' }
  expect(sayProjection({ ...budget, limit: 50e6, projection })).toBe(
    'At this pace $60.00 by the end of the month; the limit is reached on 2026-11-28.',
  )
  expect(sayProjection({ ...budget, limit: 70e6, projection: { ...projection, reachesAt: null } })).toBe(
    'At this pace $60.00 by the end of the month.',
  )
  expect(sayProjection({ ...budget, limit: 50e6, projection: null })).toBe('')
})

test('figures in words', () => {
  expect([0, 0.004, -0.31, 0.125, 1.9, 2.5, null].map(sayError)).toEqual([
    ...[
      'as estimated',
      'as estimated',
      '31 % less',
      '13 % more',
      '190 % more',
      '3.5 times as much',
      'too early to say',
    ],
  ])
  expect([0.4 * HOUR, 12.54 * HOUR, 1240.4 * HOUR].map(sayHours)).toEqual(['0.4 h', '12.5 h', '1,240 h'])
  expect(sayMonth('2026-11')).toBe('November 2026')
})

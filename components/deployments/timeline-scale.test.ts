import { expect, test } from 'vitest'
import { barsOf } from './timeline-scale.ts'

const at = (second: number) => new Date(Date.UTC(2026, 0, 1, 0, 0, second))

test('spans lie on one axis', () => {
  const bars = barsOf(
    [
      { startedAt: at(0), finishedAt: at(2) },
      { startedAt: at(2), finishedAt: at(10) },
    ],
    at(99).getTime(),
  )
  expect(bars).toEqual([
    { left: 0, width: 20, milliseconds: 2000 },
    { left: 20, width: 80, milliseconds: 8000 },
  ])
})

test('what has not ended reaches to now, and what has not begun has no bar', () => {
  const bars = barsOf(
    [
      { startedAt: at(0), finishedAt: null },
      { startedAt: null, finishedAt: null },
    ],
    at(5).getTime(),
  )
  expect(bars).toEqual([{ left: 0, width: 100, milliseconds: 5000 }, undefined])
})

test('an instant stays visible, inside the axis', () => {
  const [, last] = barsOf(
    [
      { startedAt: at(0), finishedAt: at(10) },
      { startedAt: at(10), finishedAt: at(10) },
    ],
    0,
  )
  expect(last).toEqual({ left: 99.25, width: 0.75, milliseconds: 0 })
})

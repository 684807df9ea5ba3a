import { expect, test } from 'vitest'
import { minuteOf, sayWindow, timeOf } from './window-words.ts'

test.each([
  [[1, 2, 3, 4], '09:00', '17:00', 'Mon–Thu 09:00–17:00'],
  [[7, 6], '00:00', '06:30', 'Sat, Sun 00:00–06:30'],
  [[1, 3, 4, 5], '22:00', '02:00', 'Mon, Wed–Fri 22:00–02:00 of the next day'],
  [[1, 2, 3, 4, 5, 6, 7], '00:00', '00:00', 'every day 00:00–00:00 of the next day'],
])('%s from %s to %s is said as it is meant', (days, from, to, said) => {
  expect(sayWindow({ days, fromMinute: minuteOf(from), toMinute: minuteOf(to) })).toBe(said)
  expect(timeOf(minuteOf(from))).toBe(from)
})

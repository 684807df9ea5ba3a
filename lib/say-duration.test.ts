import { expect, test } from 'vitest'
import { sayDuration } from './say-duration.ts'

test.each([
  [0, '0 ms'],
  [340.4, '340 ms'],
  [1500, '1.5 s'],
  [59_400, '59 s'],
  [60_000, '1 min'],
  [185_000, '3 min 5 s'],
  [3_599_600, '1 h'],
  [7_260_000, '2 h 1 min'],
])('%d ms is said as %s', (milliseconds, said) => expect(sayDuration(milliseconds)).toBe(said))

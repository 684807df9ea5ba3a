import { expect, test } from 'vitest'
import { fingerprintOf, patternOf } from './fingerprint.ts'

test.each([
  ['Error: order 17 has no stock', 'Error: order … has no stock'],
  ['Error: 0.1234567890123456 is too much', 'Error: … is too much'],
  ['connect ECONNREFUSED 127.0.0.1:5432', 'connect ECONNREFUSED …'],
  ['no such table: "orders_2026"', 'no such table: "…"'],
  ['job_01HZX3J5KQ8W9V6T2R4N7M0PBC is unknown', '… is unknown'],
  ['bad digest sha256:0123456789abcdef0123456789abcdef', 'bad digest …'],
  ['Error: x\n    at handler (/srv/index.mjs:3:7)', 'Error: x'],
])('%s', (error, pattern) => {
  expect(patternOf(error)).toBe(pattern)
})

test('one error is one group; another runner or cause is another', () => {
  const base = { runnerId: 'a', cause: 'user_error', error: 'Error: order 17 has no stock' }
  expect(fingerprintOf({ ...base, error: 'Error: order 18 has no stock' })).toBe(fingerprintOf(base))
  expect(fingerprintOf({ ...base, runnerId: 'b' })).not.toBe(fingerprintOf(base))
  expect(fingerprintOf({ ...base, cause: 'timeout' })).not.toBe(fingerprintOf(base))
  expect(fingerprintOf({ ...base, error: 'Error: order 17 has no price' })).not.toBe(fingerprintOf(base))
})

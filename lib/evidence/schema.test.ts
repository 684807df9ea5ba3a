import { expect, test } from 'vitest'
import { evidenceFilters } from './schema.ts'

test.each([
  ['2026-11-24T00:00:00Z', true],
  ['1970-01-01T00:00:00+00:00', true],
  ['0000-01-01T00:00:00Z', false],
  ['9999-12-31T23:59:59-23:00', false],
  ['2026-02-30T00:00:00Z', false],
  ['yesterday', false],
])('evidence from %s on can be asked for: %s', (from, possible) => {
  expect(evidenceFilters.safeParse({ from }).success).toBe(possible)
})

import { expect, test } from 'vitest'
import { defaultLimits, type LimitRow, pickLimits } from './pick-limits.ts'

const row = (tenantId: string, environment: string, classification: string, critical: number): LimitRow => ({
  ...defaultLimits,
  tenantId,
  environment,
  classification,
  critical,
})

test('without rows the shipped numbers hold', () => expect(pickLimits([])).toEqual(defaultLimits))

test.each([
  ['the platform’s row', [row('*', '*', '*', 1)], 1],
  ['an environment before every environment', [row('*', '*', '*', 1), row('*', 'prod', '*', 2)], 2],
  ['an environment before a classification', [row('*', '*', 'restricted', 1), row('*', 'prod', '*', 2)], 2],
  ['both before either', [row('*', 'prod', '*', 1), row('*', 'prod', 'restricted', 2)], 2],
  [
    'the tenant’s widest before the platform’s most exact',
    [row('*', 'prod', 'restricted', 1), row('ten', '*', '*', 2)],
    2,
  ],
])('%s counts, in whatever order they come', (_name, rows, critical) => {
  expect(pickLimits(rows).critical).toBe(critical)
  expect(pickLimits([...rows].reverse()).critical).toBe(critical)
})

import { expect, test } from 'vitest'
import { cellHealth } from './cell-health.ts'

test.each([
  ['active', 0, 0, false, 'untried'],
  ['active', 20, 0, false, 'healthy'],
  ['active', 20, 1, false, 'unwell'],
  ['active', 20, 1, true, 'unwell'],
  ['active', 20, 10, true, 'failing'],
  ['active', 20, 10, false, 'unwell'],
  ['smoke_failed', 20, 0, false, 'smoke_failed'],
  ['provisioning', 0, 0, false, 'provisioning'],
] as const)('%s with %i runs of which %i failed (the last: %s) is %s', (status, ended, failed, lastFailed, health) => {
  expect(cellHealth({ status, ended, failed, lastFailed })).toBe(health)
})

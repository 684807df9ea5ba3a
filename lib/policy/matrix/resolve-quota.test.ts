import { expect, test } from 'vitest'
import { resolveQuota } from './resolve-quota.ts'
import type { ScopedQuota } from './schema.ts'

const row = (over: Partial<ScopedQuota>): ScopedQuota => ({
  scope: 'tenant',
  version: 1,
  environment: '',
  maxRunners: null,
  maxConcurrency: null,
  monthlyBudget: null,
  ...over,
})

test('each figure is inherited by itself', () => {
  const rows = [
    row({ scope: 'platform', maxRunners: 5, maxConcurrency: 50, monthlyBudget: 100 }),
    row({ maxConcurrency: 80 }),
    row({ scope: 'contract', monthlyBudget: 0, version: 7 }),
  ]
  expect(resolveQuota(rows)).toEqual({
    maxRunners: { value: 5, scope: 'platform', version: 1 },
    maxConcurrency: { value: 80, scope: 'tenant', version: 1 },
    monthlyBudget: { value: 0, scope: 'contract', version: 7 },
  })
})

test('what nobody sets is as shipped, and a budget nobody sets is none', () => {
  expect(resolveQuota([])).toMatchObject({
    maxRunners: { value: 20, scope: 'shipped' },
    maxConcurrency: { value: 100, scope: 'shipped' },
    monthlyBudget: { value: null, scope: 'shipped' },
  })
})

test('the budget of an environment is its own', () => {
  const rows = [row({ monthlyBudget: 100 }), row({ environment: 'prod', monthlyBudget: 40 })]
  expect(resolveQuota(rows, 'prod').monthlyBudget.value).toBe(40)
  expect(resolveQuota(rows, 'dev').monthlyBudget.value).toBeNull()
})

import { expect, test } from 'vitest'
import { resolveClassLimits, resolvePlatformConcurrency, resolveQuota } from './resolve-quota.ts'
import { emptyQuota, type ScopedQuota } from './schema.ts'

const row = (over: Partial<ScopedQuota>): ScopedQuota => ({
  scope: 'tenant',
  version: 1,
  ...emptyQuota(),
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

test('class limits are inherited like quotas, and what nobody sets is no limit', () => {
  const rows = [
    row({ scope: 'platform', class: 'container', maxRunning: 10, monthlyHours: 100 }),
    row({ class: 'container', monthlyHours: 0.5, version: 3 }),
    row({ maxRunners: 9 }),
  ]
  const limits = resolveClassLimits(rows)
  expect(limits.container).toEqual({
    maxRunning: { value: 10, scope: 'platform', version: 1 },
    monthlyHours: { value: 0.5, scope: 'tenant', version: 3 },
  })
  expect(limits.serverless.maxRunning).toEqual({ value: null, scope: 'shipped', version: 0 })
})

test('runs at once over all tenants are the platform’s word alone', () => {
  const said = [row({ platformConcurrency: 1 }), row({ scope: 'platform', platformConcurrency: 500, version: 2 })]
  expect(resolvePlatformConcurrency(said)).toEqual({ value: 500, scope: 'platform', version: 2 })
  expect(resolvePlatformConcurrency(said.slice(0, 1)).value).toBeNull()
})

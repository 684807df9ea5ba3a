import { expect, test } from 'vitest'
import { diffQuotas } from './diff-quotas.ts'

test('each figure that changes is one sentence', () => {
  const before = [
    { environment: '', maxRunners: 3, maxConcurrency: 40, monthlyBudget: null },
    { environment: 'prod', monthlyBudget: 40_000_000 },
    { class: 'container', monthlyHours: 40 },
  ]
  const after = [
    { environment: '', maxRunners: 3, maxConcurrency: 50, platformConcurrency: 2000 },
    { class: 'container', monthlyHours: 40, maxRunning: 4 },
    { class: 'serverless', monthlyHours: 0.25 },
  ]
  expect(diffQuotas(before, after)).toEqual([
    'Runs at once: 40 → 50.',
    'Runs at once, all tenants: inherited → 2,000.',
    'Runs at once of container: inherited → 4.',
    'Hours a month of serverless: inherited → 0.25 h.',
    'Budget a month in prod: $40.00 → inherited.',
  ])
})

test('rows written before there were classes, in another order, and rows that set nothing are no change', () => {
  const old = [
    { environment: 'prod', monthlyBudget: 1 },
    { environment: '', maxRunners: 3 },
  ]
  const now = [
    { environment: '', class: '', maxRunners: 3 },
    { environment: 'prod', monthlyBudget: 1 },
    { class: 'container' },
  ]
  expect(diffQuotas(old, now)).toEqual([])
  expect(diffQuotas(null, [])).toEqual([])
})

test('what does not parse is said to change, not guessed at', () => {
  expect(diffQuotas('odd', [])).toEqual(['Quotas or budgets change.'])
  expect(diffQuotas('odd', 'odd')).toEqual([])
})

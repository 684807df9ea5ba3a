import { expect, test } from 'vitest'
import { planSearch, type RunColumn } from './plan-search.ts'

const said = (filters: Partial<Record<RunColumn, string>>, ofPipeline = false) => {
  const { lead, rest, perRunner } = planSearch(filters, ofPipeline)
  const names = (asked: { column: string }[]) => asked.map(({ column }) => column).join(' ')
  return `${names(lead) || 'in order'} | ${names(rest)}${perRunner ? ' | per runner' : ''}`
}

test.each([
  ['in order | ', {}],
  ['status | ', { status: 'failed' }],
  ['status | ', { status: 'succeeded' }],
  ['runnerClass | status', { status: 'succeeded', runnerClass: 'container' }],
  ['status | runnerClass', { status: 'failed', runnerClass: 'container' }],
  ['runnerId | status', { status: 'failed', runnerId: 'run_1' }],
  ['token runnerId | ', { token: 't', runnerId: 'run_1' }],
  ['cause | status environmentId', { status: 'failed', cause: 'timeout', environmentId: 'env_1' }],
  ['token | origin | per runner', { token: 't', origin: 'api' }],
] as const)('%s', (expected, filters) => {
  expect(said(filters)).toBe(expected)
})

test('the runners of a pipeline are looked at one by one', () => {
  expect(said({ status: 'failed' }, true)).toBe('in order | status | per runner')
  expect(said({ token: 't', status: 'failed' }, true)).toBe('token | status | per runner')
  expect(said({ runnerId: 'run_1' }, true)).toBe('runnerId | ')
})

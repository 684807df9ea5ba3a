import { expect, test } from 'vitest'
import { alertsFor, failuresIn, requestsFor } from './what-waits.ts'

const at = new Date('2026-11-24T12:00:00Z')

const request = (id: string, requestedById: string, votes: { userId: string }[] = []) => ({
  id,
  summary: 'Deploy orders to prod',
  stand: { required: 2, missing: votes.length ? 1 : 2 },
  createdAt: at,
  requestedById,
  environment: 'prod',
  votes,
})

test('own requests and those already voted on do not wait for a person', () => {
  const waiting = requestsFor('usr_grace', [
    request('apr_own', 'usr_grace'),
    request('apr_voted', 'usr_ada', [{ userId: 'usr_grace' }]),
    request('apr_open', 'usr_ada', [{ userId: 'usr_linus' }]),
  ])
  expect(waiting.map((thing) => thing.id)).toEqual(['apr_open'])
  expect(waiting[0]?.sentence).toBe('Deploy orders to prod: 1 of 2 approvals given')
})

const deployment = (id: string, status: string, environment = 'dev') => ({
  id,
  status,
  reason: 'The handler is missing.',
  createdAt: at,
  finishedAt: null,
  manifest: { id: 'man_1', name: 'orders' },
  manifestVersion: { version: 3 },
  environment: { id: environment, name: environment },
})

test('a failure counts until something newer went to the same place', () => {
  const newestFirst = [
    deployment('dep_4', 'succeeded'),
    deployment('dep_3', 'failed', 'test'),
    deployment('dep_2', 'failed'),
    deployment('dep_1', 'failed', 'test'),
  ]
  const failures = failuresIn(newestFirst)
  expect(failures.map((thing) => thing.id)).toEqual(['dep_3'])
  expect(failures[0]?.sentence).toBe('Mend or resume orders v3: The handler is missing')
})

test('an open alert waits for whom its rule tells, once they were told', () => {
  const alert = (id: string, toldAt: Date | null, tell: string[]) => ({
    ...{ id, toldAt, openedAt: at, sentence: 'Half of the runs failed.', rule: { name: 'Runs fail', tell } },
  })
  const alerts = [
    alert('told', at, ['engineer']),
    alert('silenced', null, ['engineer']),
    alert('others', at, ['admin']),
  ]
  expect(alertsFor(['engineer', 'approver'], alerts)).toMatchObject([
    { id: 'told', href: '/alerts?open=told', sentence: 'Runs fail: Half of the runs failed' },
  ])
})

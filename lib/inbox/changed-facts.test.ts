import { expect, test } from 'vitest'
import { changedFacts, leavesOf } from './changed-facts.ts'

const fact = (digest: string, value: unknown) => ({ digest, value })

test('only parts whose digest moved, and in them only what did', () => {
  const before = {
    manifest: fact('a', { version: 3, size: 'small' }),
    cost: fact('c', { perMonth: 10 }),
    plan: fact('p', [{ kind: 'env', name: 'LEVEL', action: 'update', attributes: [{ name: 'value', after: 'info' }] }]),
  }
  const after = {
    manifest: fact('a', { version: 3, size: 'small' }),
    cost: fact('d', { perMonth: 12 }),
    plan: fact('q', [
      { kind: 'env', name: 'LEVEL', action: 'update', attributes: [{ name: 'value', after: 'debug' }] },
      { kind: 'egress', name: 'a.test:1', action: 'create', attributes: [] },
    ]),
  }
  expect(changedFacts(before, after)).toEqual([
    { part: 'cost', changes: [{ path: 'perMonth', before: '10', after: '12' }] },
    {
      part: 'plan',
      changes: [
        { path: 'env LEVEL attributes value after', before: 'info', after: 'debug' },
        { path: 'egress a.test:1 action', after: 'create' },
      ],
    },
  ])
})

test('a part that came or went is all of it', () => {
  expect(changedFacts({}, { scan: fact('s', { high: 1 }) })).toEqual([
    { part: 'scan', changes: [{ path: 'high', after: '1' }] },
  ])
  expect(changedFacts({ scan: fact('s', { high: 1 }) }, {})).toEqual([
    { part: 'scan', changes: [{ path: 'high', before: '1' }] },
  ])
})

test('a moved digest whose facts are told alike still says that the part moved', () => {
  expect(changedFacts({ artifact: fact('a', { kind: 'zip' }) }, { artifact: fact('b', { kind: 'zip' }) })).toEqual([
    { part: 'artifact', changes: [] },
  ])
})

test('members of a list go by their name, not by their place', () => {
  expect([...leavesOf({ slots: [{ rule: 'r', count: 2 }], risks: ['prod'] })]).toEqual([
    ['slots r count', '2'],
    ['risks prod', 'yes'],
  ])
})

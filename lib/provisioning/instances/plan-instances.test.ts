import { expect, test } from 'vitest'
import type { ContainerSpec, DedicatedSpec } from '../target.ts'
import { backoffMs, type LiveInstance, planInstances, type RunnerFacts, wantedInstances } from './plan-instances.ts'

const container = (min: number, max: number, targetQueueDepth: number) =>
  ({ class: 'container', scaling: { min, max, targetQueueDepth }, runsPerInstance: 5 }) as ContainerSpec
const dedicated = (concurrency: number) => ({ class: 'dedicated_compute', concurrency }) as DedicatedSpec

test.each([
  ['nothing to do: the least', container(1, 4, 10), 0, 0, 1],
  ['nothing to do and none wanted', container(0, 4, 10), 0, 0, 0],
  ['one waits: one', container(0, 4, 10), 1, 0, 1],
  ['one waits where one has room: still one', container(0, 4, 10), 1, 1, 1],
  ['one waits and all are full: one more', container(0, 4, 10), 1, 5, 2],
  ['as many waits as one more is worth', container(1, 4, 10), 10, 0, 1],
  ['one beyond', container(1, 4, 10), 11, 0, 2],
  ['never more than the most', container(1, 4, 10), 1000, 20, 4],
  ['a host for every run', dedicated(4), 2, 1, 3],
  ['never more hosts than runs at once', dedicated(2), 9, 2, 2],
  ['no run, no host', dedicated(2), 0, 0, 0],
])('%s', (_name, spec, waiting, running, wanted) => {
  expect(wantedInstances(spec, waiting, running)).toBe(wanted)
})

const now = new Date('2026-01-01T00:10:00Z')
const ago = (seconds: number) => new Date(now.getTime() - seconds * 1000)
const live = (id: string, changes: Partial<LiveInstance> = {}): LiveInstance => ({
  id,
  status: 'ready',
  specDigest: 'new',
  synthetic: false,
  running: 0,
  busyAt: ago(5),
  ...changes,
})
const facts = (changes: Partial<RunnerFacts>): RunnerFacts => ({
  active: true,
  spec: container(1, 4, 10),
  specDigest: 'new',
  waiting: 0,
  instances: [],
  failures: undefined,
  ...changes,
})
const plan = (changes: Partial<RunnerFacts>) => {
  const { start, drain } = planInstances(facts(changes), now)
  return { start, drain: drain.map(({ id }) => id) }
}

test.each([
  ['one is missing', {}, { start: 1, drain: [] }],
  ['one that starts counts', { instances: [live('a', { status: 'starting' })] }, { start: 0, drain: [] }],
  ['one that ends does not', { instances: [live('a', { status: 'draining' })] }, { start: 1, drain: [] }],
  ['one of a smoke test does not', { instances: [live('a', { synthetic: true })] }, { start: 1, drain: [] }],
  [
    'one of an earlier version ends, and another starts at once',
    { instances: [live('a', { specDigest: 'old', running: 2 })] },
    { start: 1, drain: ['a'] },
  ],
  ['a runner that is gone has none', { active: false, instances: [live('a')] }, { start: 0, drain: ['a'] }],
  [
    'one too many is kept until it has been idle for long',
    { instances: [live('a'), live('b', { busyAt: ago(59) })] },
    { start: 0, drain: [] },
  ],
  [
    'then it ends, but never the least',
    { instances: [live('a', { busyAt: ago(300) }), live('b', { busyAt: ago(60) })] },
    { start: 0, drain: ['a'] },
  ],
  [
    'a busy one stays',
    { instances: [live('a', { busyAt: ago(300), running: 1 }), live('b', { busyAt: ago(300) })] },
    { start: 0, drain: ['b'] },
  ],
  ['a failure delays the next start', { failures: { count: 4, lastAt: ago(7) } }, { start: 0, drain: [] }],
  ['but not for ever', { failures: { count: 4, lastAt: ago(8) } }, { start: 1, drain: [] }],
  ['many are started a few at a time', { spec: container(20, 20, 10) }, { start: 5, drain: [] }],
  [
    'an idle host ends',
    { spec: dedicated(2), instances: [live('a', { busyAt: ago(60) })] },
    { start: 0, drain: ['a'] },
  ],
])('%s', (_name, changes, expected) => {
  expect(plan(changes)).toEqual(expected)
})

test('the wait doubles with every failure, up to a minute', () => {
  expect([1, 2, 3, 6, 7, 50].map(backoffMs)).toEqual([1000, 2000, 4000, 32_000, 60_000, 60_000])
})

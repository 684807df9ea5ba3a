import { expect, test } from 'vitest'
import { type AttemptFacts, timelineOf } from './timeline.ts'

const at = (seconds: number) => new Date(Date.UTC(2026, 10, 26, 12, 0, seconds))
const attempt = (number: number, from: number, to: number | null, over: Partial<AttemptFacts> = {}): AttemptFacts => ({
  ...{ number, status: to === null ? 'running' : 'succeeded', cause: null, reason: null, holder: 'worker-1' },
  ...{ startedAt: at(from), finishedAt: to === null ? null : at(to), ...over },
})
const run = (over: object) => ({
  status: 'succeeded' as const,
  createdAt: at(0),
  startedAt: at(1),
  finishedAt: at(9),
  ...over,
})
const said = (...given: Parameters<typeof timelineOf>) =>
  timelineOf(...given).stretches.map(
    ({ kind, from, to, open }) =>
      `${kind} ${(from - at(0).getTime()) / 1000}-${(to - at(0).getTime()) / 1000}${open ? '…' : ''}`,
  )

test('a run waits, is carried out, backs off, and is carried out again', () => {
  const failed = { status: 'failed', cause: 'timeout', reason: 'It took too long.' } as const
  const timeline = timelineOf(run({}), [attempt(2, 6, 9), attempt(1, 1, 4, failed)], at(30))
  expect(said(run({}), [attempt(2, 6, 9), attempt(1, 1, 4, failed)], at(30))).toEqual([
    'waited 0-1',
    'attempt 1-4',
    'backed_off 4-6',
    'attempt 6-9',
  ])
  expect(timeline.changes.map(({ sentence }) => sentence)).toEqual([
    'Asked for.',
    'Attempt 1 began, held by worker-1.',
    'Attempt 1 failed. Out of time. It took too long.',
    'Attempt 2 began, held by worker-1.',
    'Attempt 2 succeeded.',
    'The run is done.',
  ])
})

test.each([
  ['while it waits', run({ status: 'queued', startedAt: null, finishedAt: null }), [], ['waited 0-20…']],
  [
    'while it runs',
    run({ status: 'running', finishedAt: null }),
    [attempt(1, 2, null)],
    ['waited 0-2', 'attempt 2-20…'],
  ],
  [
    'while its retry is not due',
    run({ status: 'retrying', finishedAt: null }),
    [attempt(1, 0, 5, { status: 'failed' })],
    ['attempt 0-5', 'backed_off 5-20…'],
  ],
  [
    'after its holder was lost',
    run({ status: 'queued', finishedAt: null }),
    [attempt(1, 0, 5, { status: 'lost' })],
    ['attempt 0-5', 'waited 5-20…'],
  ],
  ['that was never written down', run({ status: 'running', finishedAt: null }), [], ['attempt 0-20…']],
  ['denied before it began', run({ status: 'denied', startedAt: null, finishedAt: at(3) }), [], []],
] as const)('a run %s', (_name, one, attempts, expected) => {
  expect(said(one, attempts, at(20))).toEqual(expected)
})

test('clocks that disagree make no stretch of less than nothing', () => {
  expect(said(run({ finishedAt: at(-2) }), [attempt(1, -1, -2)], at(5))).toEqual([])
})

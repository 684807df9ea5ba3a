import { expect, test } from 'vitest'
import type { PartState } from '#lib/provisioning/target.ts'
import { countStates, partitionsOf, phasesOf, sayProgress } from './part-words.ts'

const progressOf = (...states: PartState[]) => {
  const parts = [
    { name: 'prepare', state: 'done' as const },
    ...states.map((state, index) => ({ name: String(index), state })),
    { name: 'finish', state: 'waiting' as const },
  ]
  return { done: 0, total: parts.length, parts }
}

test.each([
  [['waiting', 'waiting'], '0 of 2 partitions done.'],
  [['done', 'running', 'failed', 'skipped'], '2 of 4 partitions done; 1 by an earlier attempt, 1 running, 1 failed.'],
  [['done'], '1 of 1 partition done.'],
] as [PartState[], string][])('%j', (states, sentence) => {
  expect(sayProgress(progressOf(...states))).toBe(sentence)
})

test('phases and partitions are told apart, and states counted in reading order', () => {
  const progress = progressOf('failed', 'done', 'done')
  expect(phasesOf(progress).map(({ name }) => name)).toEqual(['prepare', 'finish'])
  expect(countStates(partitionsOf(progress))).toEqual([
    { state: 'done', count: 2 },
    { state: 'failed', count: 1 },
  ])
})

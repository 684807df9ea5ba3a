import { expect, test } from 'vitest'
import { runStatuses } from './run-words.ts'
import { isOver, mayBecome, sourcesOf } from './states.ts'

test('what has ended stays as it is, but a denied run may be asked for again', () => {
  const over = runStatuses.filter(isOver)
  expect(over).toEqual(['succeeded', 'failed', 'denied', 'cancelled'])
  const onward = over.flatMap((from) => runStatuses.filter((to) => mayBecome(from, to)).map((to) => [from, to]))
  expect(onward).toEqual([['denied', 'queued']])
})

test('a run succeeds only from running, and is cancelled from anywhere open', () => {
  expect(sourcesOf('succeeded')).toEqual(['running'])
  expect(sourcesOf('cancelled')).toEqual(['queued', 'running', 'retrying'])
  expect(sourcesOf('denied')).toEqual(['queued', 'running'])
  expect(sourcesOf('queued')).toEqual(['running', 'retrying', 'denied'])
})

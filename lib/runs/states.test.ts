import { expect, test } from 'vitest'
import { runStatuses } from './schema.ts'
import { isOver, mayBecome, sourcesOf } from './states.ts'

test('what has ended stays as it is', () => {
  const over = runStatuses.filter(isOver)
  expect(over).toEqual(['succeeded', 'failed', 'denied', 'cancelled'])
  for (const from of over) for (const to of runStatuses) expect(mayBecome(from, to)).toBe(false)
})

test('a run succeeds only from running, and is cancelled from anywhere open', () => {
  expect(sourcesOf('succeeded')).toEqual(['running'])
  expect(sourcesOf('cancelled')).toEqual(['queued', 'running'])
  expect(sourcesOf('denied')).toEqual([])
})

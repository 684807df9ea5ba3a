import { expect, test } from 'vitest'
import { jobMetrics } from './partition-metrics.ts'

const part = (state: 'done' | 'skipped' | 'failed' | 'waiting', rows = 0) => ({ state, rows })

test('what is done and what was done before count, and skew is the largest over the mean', () => {
  const parts = [part('done', 10), part('skipped', 50), part('failed', 7), part('waiting')]
  expect(jobMetrics(parts, { spilledBytes: 9, resultRows: 1 })).toEqual({
    ...{ partitions: 4, done: 1, skipped: 1, failed: 1, rows: 60, spilledBytes: 9, skew: 1.67 },
  })
})

test('a job in one piece has the rows of its result, and no rows have no skew', () => {
  expect(jobMetrics([], { spilledBytes: 0, resultRows: 12 })).toMatchObject({ partitions: 0, rows: 12 })
  expect(jobMetrics([part('done')], { spilledBytes: 0, resultRows: 0 })).not.toHaveProperty('skew')
})

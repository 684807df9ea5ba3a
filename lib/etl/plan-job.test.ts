import { expect, test } from 'vitest'
import { etlSpec, sqlJob } from '../provisioning/targets/local/etl/testing/job-fixture.ts'
import type { Job } from './job-package.ts'
import { inputOf, MAX_PARTITIONS, shapeJob } from './plan-job.ts'

const step = {
  setup: [],
  query: { text: 'select 1', line: 1, column: 1 },
  output: { name: 'r', format: 'csv' as const },
}
const split: Job = { version: 1, entry: 'main.sql', language: 'sql', prepare: [], partition: step }
const whole: Job = { version: 1, entry: 'main.sql', language: 'sql', prepare: [], finish: step }
const spec = (changes = {}) =>
  etlSpec('sha256:0', sqlJob, { workers: 5, vcpuMilli: 4000, memoryMib: 16384, ...changes })
const large = { cores: 16, memoryMib: 65536 }

test.each([
  ['the hint', split, spec({ partitions: 64 }), large, { partitions: 64, workers: 5, threads: 4, memoryMib: 16384 }],
  ['the workers without a hint', split, spec(), large, { partitions: 5, workers: 5 }],
  ['a hint beyond reason', split, spec({ partitions: 100_000 }), large, { partitions: MAX_PARTITIONS }],
  ['a job that is not split', whole, spec({ partitions: 64 }), large, { partitions: 0, workers: 1, files: [] }],
  [
    'a small host',
    split,
    spec({ partitions: 8 }),
    { cores: 2, memoryMib: 4096 },
    { workers: 2, threads: 2, memoryMib: 3686 },
  ],
  ['little memory', split, spec({ memoryMib: 300 }), large, { memoryMib: 300, engineMemoryMib: 108 }],
])('%s', (_name, job, of, host, expected) => {
  expect(shapeJob(job, of, host)).toMatchObject(expected)
})

test('the files of partitions sort as numbers do', () => {
  const { files } = shapeJob(split, spec({ partitions: 12 }), large)
  expect([...files].sort()).toEqual(files)
  expect(files[11]).toBe('part-00011.csv')
})

test('lists of objects are tables, plain values variables, and nothing else is anything', () => {
  const rows = [{ a: 1 }]
  const input = {
    rows,
    year: 2026,
    name: 'x',
    on: true,
    nothing: null,
    mixed: [{ a: 1 }, 2],
    empty: [],
    'a b': 1,
    deep: { a: 1 },
  }
  expect(inputOf(input)).toEqual({ tables: { rows }, variables: { year: 2026, name: 'x', on: true } })
  expect(inputOf([1])).toEqual({ tables: {}, variables: {} })
  expect(inputOf(null)).toEqual({ tables: {}, variables: {} })
})

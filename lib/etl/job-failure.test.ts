import { expect, test } from 'vitest'
import { explainFailure, explainPartitions } from './job-failure.ts'
import type { Job } from './job-package.ts'

const query = { text: 'select 1', line: 2, column: 1 }
const output = { name: 'result', format: 'csv' as const }
const sql: Job = { version: 1, entry: 'main.sql', language: 'sql', prepare: [], finish: { setup: [], query, output } }
const python: Job = { version: 1, entry: 'main.py', language: 'python', script: 'main.py', functions: [] }
const notebook: Job = {
  ...python,
  entry: 'n.ipynb',
  cells: [
    { cell: 2, line: 1 },
    { cell: 4, line: 5 },
  ],
}

test.each([
  [
    sql,
    { message: 'Conversion Error: no\n\nLINE 2: select 1\n               ^' },
    'user_error',
    'main.sql line 2, column 8: Conversion Error: no',
  ],
  [sql, { message: 'Invalid Input Error: thirteen' }, 'user_error', 'Invalid Input Error: thirteen'],
  [python, { message: 'ValueError: no', line: 7 }, 'user_error', 'main.py line 7: ValueError: no'],
  [notebook, { message: 'ValueError: no', line: 6 }, 'user_error', 'n.ipynb cell 4, line 2: ValueError: no'],
  [
    sql,
    { message: 'Out of Memory Error: failed to pin block\n\nPossible solutions:\n* SET threads=X' },
    'out_of_memory',
    'Out of Memory Error: failed to pin block. Split',
  ],
  [python, { message: 'MemoryError' }, 'out_of_memory', 'MemoryError. Split the work'],
  [
    sql,
    { message: 'IO Error: Could not write file: No space left on device' },
    undefined,
    'The disk of this host is full',
  ],
  [
    sql,
    {
      message:
        "Out of Memory Error: failed to offload data. This limit was set by the 'max_temp_directory_size' setting.",
    },
    undefined,
    'The disk of this host is full',
  ],
  [python, { message: 'bad \0 and \ud800' }, 'user_error', 'bad \u2400 and \ufffd'],
] as const)('%#', (job, complaint, cause, reason) => {
  const failure = explainFailure(complaint, job)
  expect(failure.cause).toBe(cause)
  expect(failure.reason).toContain(reason)
  expect(failure.reason).not.toContain('SET threads')
})

test('three partitions are named, the most telling cause counts', () => {
  const failed = ['user_error', 'out_of_memory', 'user_error', 'user_error'].map((cause, index) => ({
    index,
    failure: { cause: cause as 'user_error', reason: `reason ${index}` },
  }))
  expect(explainPartitions(failed, 9)).toEqual({
    cause: 'out_of_memory',
    reason: '4 of 9 partitions failed. Partition 0: reason 0 Partition 1: reason 1 Partition 2: reason 2 And 1 more.',
  })
  expect(explainPartitions([{ index: 0, failure: { reason: 'full' } }], 1)).toEqual({
    reason: '1 of 1 partitions failed. Partition 0: full',
  })
})

import { expect, test } from 'vitest'
import { sayRun } from './say-run.ts'

const base = { reason: null, attempt: 1, cancelRequestedAt: null, outputFiles: [] }

test.each([
  [{ status: 'queued' as const }, 'Waiting for a worker to take it.'],
  [{ status: 'running' as const }, 'Running.'],
  [{ status: 'running' as const, attempt: 2 }, 'Running as attempt 2.'],
  [
    { status: 'retrying' as const, dueAt: '2026-11-26T10:00:05Z' },
    'Attempt 1 failed; the next one is due at 10:00:05 UTC.',
  ],
  [{ status: 'running' as const, cancelRequestedAt: new Date() }, 'Being cancelled: its process is ended.'],
  [{ status: 'succeeded' as const, outputFiles: ['a'] }, 'Done; 1 file in storage, once.'],
  [{ status: 'failed' as const, reason: 'Error: no stock' }, 'Error: no stock'],
])('%o', (facts, sentence) => {
  expect(sayRun({ ...base, ...facts })).toBe(sentence)
})

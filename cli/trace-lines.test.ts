import { expect, test } from 'vitest'
import { traceLines } from './trace-lines.ts'

const span = { parent: undefined, kind: 'part' as const, attributes: {} }

test('a trace is drawn on one axis, failures with their reason', () => {
  const text = traceLines({
    traceId: 'abc',
    spans: [
      { ...span, id: '1', depth: 0, name: 'run', at: 0, ms: 1000, standing: 'failed' },
      { ...span, id: '2', depth: 1, name: 'function', at: 500, ms: 500, standing: 'failed', failed: 'boom' },
    ],
  })
  expect(text.split('\n')).toEqual([
    'trace abc',
    `run         ${'━'.repeat(40)}     1.0 s  failed`,
    `  function  ${' '.repeat(20)}${'━'.repeat(20)}    500 ms  failed: boom`,
  ])
})

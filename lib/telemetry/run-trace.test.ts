import { expect, test } from 'vitest'
import { rootSpanOf, type TracedAttempt, type TracedRun, traceOf } from './run-trace.ts'
import { SpanRecorder } from './spans.ts'
import { amazonTraceOf, parseTraceparent, traceparentOf } from './trace-context.ts'

const t0 = new Date('2026-11-26T10:00:00Z')
const after = (ms: number) => new Date(t0.getTime() + ms)
const attempt = (changes: Partial<TracedAttempt>): TracedAttempt => ({
  ...{
    number: 1,
    status: 'succeeded',
    cause: null,
    reason: null,
    holder: 'worker',
    startedAt: after(100),
    finishedAt: after(400),
  },
  ...{ coldStart: false, initMs: 0, durationMs: 250, spanId: 'a'.repeat(16), spans: null },
  ...changes,
})
const run = (changes: Partial<TracedRun>): TracedRun => ({
  ...{
    id: 'job_1',
    status: 'succeeded',
    reason: null,
    origin: 'api',
    createdAt: t0,
    finishedAt: after(400),
    dueAt: null,
  },
  ...{ parentSpanId: null, attempts: [attempt({})] },
  ...changes,
})
const drawn = (given: TracedRun) =>
  traceOf(given, after(5000)).map(({ depth, name, at, ms, standing }) => [depth, name, at, ms, standing])

test('a run that succeeded at once waited, and ran', () => {
  expect(drawn(run({}))).toEqual([
    [0, 'run', 0, 400, 'ok'],
    [1, 'waits for a place', 0, 100, 'ok'],
    [1, 'attempt 1', 100, 300, 'ok'],
    [2, 'function', 150, 250, 'ok'],
  ])
})

test('a failed attempt, its wait, and one that is under way', () => {
  const first = attempt({
    status: 'failed',
    cause: 'timeout',
    reason: 'It took too long.',
    coldStart: true,
    initMs: 20,
  })
  const second = attempt({
    number: 2,
    status: 'running',
    startedAt: after(3000),
    finishedAt: null,
    durationMs: null,
    spanId: 'b'.repeat(16),
  })
  expect(drawn(run({ status: 'running', finishedAt: null, attempts: [first, second] }))).toEqual([
    [0, 'run', 0, 5000, 'open'],
    [1, 'waits for a place', 0, 100, 'ok'],
    [1, 'attempt 1', 100, 300, 'failed'],
    [2, 'start of its process', 130, 20, 'ok'],
    [2, 'function', 150, 250, 'ok'],
    [1, 'waits for its retry and a place', 400, 2600, 'ok'],
    [1, 'attempt 2', 3000, 2000, 'open'],
  ])
})

test('a run that waits, and one that was denied before it began', () => {
  expect(drawn(run({ status: 'queued', finishedAt: null, attempts: [] }))).toEqual([
    [0, 'run', 0, 5000, 'open'],
    [1, 'waits for a place', 0, 5000, 'open'],
  ])
  const [denied] = traceOf(run({ status: 'denied', reason: 'The budget is used up.', attempts: [] }), t0)
  expect(denied).toMatchObject({ standing: 'failed', failed: 'The budget is used up.' })
})

test('what an attempt noted is drawn below it, each part below its own whole, whatever the order', () => {
  const spans = [
    { id: '3'.repeat(16), parent: '2'.repeat(16), name: 'inner', at: 60, ms: 10 },
    { id: '2'.repeat(16), parent: 'a'.repeat(16), name: 'outer', at: 50, ms: 30, failed: 'boom' },
    { id: '4'.repeat(16), parent: '4'.repeat(16), name: 'its own parent', at: 0, ms: 1 },
  ]
  const trace = traceOf(run({ parentSpanId: 'c'.repeat(16), attempts: [attempt({ spans })] }), t0)
  expect(trace.map(({ name, depth, at }) => [name, depth, at])).toEqual([
    ['run', 0, 0],
    ['waits for a place', 1, 0],
    ['attempt 1', 1, 100],
    ['outer', 2, 150],
    ['inner', 3, 160],
  ])
  expect(trace[0]).toMatchObject({ id: rootSpanOf('job_1'), parent: 'c'.repeat(16) })
  expect(trace[3]).toMatchObject({ standing: 'failed', failed: 'boom' })
})

test('spans that are not ours to believe are left out', () => {
  expect(drawn(run({ attempts: [attempt({ spans: [{ id: 'x', name: 'forged' }] })] }))).toHaveLength(4)
})

test('a recorder notes parts, nested and failed', async () => {
  const recorder = new SpanRecorder('f'.repeat(16), new Date(Date.now() - 1000))
  expect(recorder.now()).toBeGreaterThan(990)
  const whole = recorder.add('whole', 10, 20)
  recorder.add('part', 12, 3, { parent: whole })
  await expect(recorder.measure('refused', () => Promise.reject(new Error('no')))).rejects.toThrow('no')
  expect(recorder.kept()).toMatchObject([
    { name: 'whole', parent: 'f'.repeat(16), at: 10, ms: 20 },
    { name: 'part', parent: whole },
    { name: 'refused', failed: 'no' },
  ])
  for (let n = 0; n < 500; n++) recorder.add('many', n, 1)
  expect(recorder.kept()).toHaveLength(200)
})

const [trace, span] = ['4bf92f3577b34da6a3ce929d0e0e4736', '00f067aa0ba902b7']

test.each([
  [`00-${trace}-${span}-01`, true],
  [`00-${trace}-${span}-00`, true],
  [`01-${trace}-${span}-01-what-comes-later`, true],
  [`00-${trace}-${span}-01-more`, false],
  [`ff-${trace}-${span}-01`, false],
  [`00-${'0'.repeat(32)}-${span}-01`, false],
  [`00-${trace}-${'0'.repeat(16)}-01`, false],
  [`00-${trace.toUpperCase()}-${span}-01`, false],
  ['', false],
  [null, false],
])('the header %s is taken for a trace: %s', (header, taken) => {
  expect(parseTraceparent(header)).toEqual(taken ? { traceId: trace, spanId: span } : undefined)
})

test('the headers that functions are given say the same', () => {
  const context = { traceId: trace, spanId: span }
  expect(parseTraceparent(traceparentOf(context))).toEqual(context)
  expect(amazonTraceOf(context)).toBe(`Root=1-4bf92f35-77b34da6a3ce929d0e0e4736;Parent=${span};Sampled=1`)
})

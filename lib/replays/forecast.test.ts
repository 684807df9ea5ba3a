import { expect, test } from 'vitest'
import { forecastReplay, type LimitLeft, type RunnerShare } from './forecast.ts'

const share = (over: Partial<RunnerShare> = {}): RunnerShare => ({
  runnerId: 'a',
  environmentId: 'dev',
  runnerClass: 'serverless',
  ready: 100,
  concurrency: 10,
  averageMs: 1000,
  averageMicros: 20,
  ...over,
})
const budget = (left: number, over: Partial<LimitLeft> = {}): LimitLeft => ({
  what: 'tenant_budget',
  of: '',
  limit: 10_000,
  left,
  ...over,
})

test.each([
  ['everything fits', [share()], [budget(2000)], { costMicros: 2000, runtimeMs: 100_000, beyondLimits: 0 }],
  ['the rate is what takes long', [share()], [], { elapsedMs: 50_000 }],
  ['the runner is what takes long', [share({ concurrency: 1 })], [], { elapsedMs: 100_000 }],
  ['one micro too little denies one', [share()], [budget(1999)], { beyondLimits: 1 }],
  ['used up denies all, even what costs nothing', [share({ averageMicros: null })], [budget(0)], { beyondLimits: 100 }],
  [
    'an environment’s budget binds its own runners only',
    [share(), share({ runnerId: 'b', environmentId: 'prod' })],
    [budget(1000, { what: 'environment_budget', of: 'prod' })],
    { beyondLimits: 50 },
  ],
  [
    'the tighter of two limits counts, and what one runner takes is gone for the next',
    [share(), share({ runnerId: 'b' })],
    [budget(3000), budget(60_000, { what: 'class_hours', of: 'serverless' })],
    { beyondLimits: 140 },
  ],
  [
    'what is unknown is said',
    [share({ averageMs: null, averageMicros: null })],
    [budget(1)],
    { unknown: 100, costMicros: 0, beyondLimits: 0 },
  ],
] as const)('%s', (_name, shares, limits, expected) => {
  expect(forecastReplay(shares, limits, 2)).toMatchObject(expected)
})

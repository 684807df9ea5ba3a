import { expect, test } from 'vitest'
import { canarySizeOf, judgeCanary } from './judge-canary.ts'

test.each([
  [10_000, 1, 100],
  [10_000, 0, 1],
  [1, 1, 1],
  [150, 1, 2],
  [3, 100, 3],
])('of %i tokens a canary of %i%% begins %i', (items, percent, size) => {
  expect(canarySizeOf(items, percent)).toBe(size)
})

const facts = { size: 4, pass: 75, begun: 0, open: 0, succeeded: 0, waiting: 10 }
test.each([
  ['begins what is missing', { begun: 1, open: 1 }, { verdict: 'begin', more: 3 }],
  ['waits for what it began', { begun: 4, open: 1, succeeded: 3 }, { verdict: 'wait' }],
  ['passes at the percentage', { begun: 4, succeeded: 3 }, { verdict: 'passed' }],
  [
    'holds below it',
    { begun: 4, succeeded: 2 },
    { verdict: 'held', reason: 'Of the canary, 2 of 4 succeeded; 75% must.' },
  ],
  ['passes a list that needed no run', { waiting: 0 }, { verdict: 'passed' }],
  ['waits for the last of a short list', { begun: 2, open: 1, waiting: 0 }, { verdict: 'wait' }],
])('a canary %s', (_name, over, verdict) => {
  expect(judgeCanary({ ...facts, ...over })).toEqual(verdict)
})

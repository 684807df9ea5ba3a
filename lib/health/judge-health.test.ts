import { expect, test } from 'vitest'
import { type Judged, judgeHealth } from './judge-health.ts'
import { type RunnerHealth, worstFirst } from './runner-health.ts'

const well: Judged = {
  workers: 1,
  waiting: 0,
  oldestWaitMs: null,
  failed: 0,
  succeeded: 0,
  openAlerts: 0,
  deadLetters: 0,
  paused: 0,
}

test.each([
  ['nothing to say', {}, 'good', 'Everything runs as it should.'],
  ['a few failures are no news', { failed: 9, succeeded: 91 }, 'good', 'Everything runs as it should.'],
  ['one in ten fails', { failed: 10, succeeded: 90 }, 'bad', '10 % of the runs of the last hour failed.'],
  ['no worker', { workers: 0 }, 'bad', 'No worker answers, so nothing that workers carry out begins.'],
  ['a short wait is no news', { waiting: 3, oldestWaitMs: 59_999 }, 'good', 'Everything runs as it should.'],
  ['a long wait', { waiting: 1, oldestWaitMs: 60_000 }, 'wait', '1 run waits, the oldest for 1 min.'],
  ['an alert', { openAlerts: 2 }, 'bad', '2 alerts are open.'],
  ['the ledger', { deadLetters: 1, paused: 2 }, 'wait', '1 dead letter is open. 2 pauses are in force.'],
] as const)('%s', (_name, facts, tone, said) => {
  const { sentences, ...verdict } = judgeHealth({ ...well, ...facts })
  expect({ ...verdict, said: sentences.join(' ') }).toEqual({ tone, said })
})

test('the gravest is said first', () => {
  const { sentences } = judgeHealth({ ...well, workers: 0, deadLetters: 1, openAlerts: 1 })
  expect(sentences.map((one) => one.split(' ')[0])).toEqual(['No', '1', '1'])
})

test('the worst runner is first', () => {
  const row = (name: string, fields: Partial<RunnerHealth>): RunnerHealth => ({
    ...{ id: name, name, environment: 'dev', succeeded: 0, failed: 0, denied: 0, errorRate: null, waiting: 0 },
    ...{ oldestAt: null, retries: 0, deadLetters: 0, failingSince: null, ...fields },
  })
  const rows = [
    row('calm', {}),
    row('waits', { oldestAt: new Date(2) }),
    row('waits longer', { oldestAt: new Date(1) }),
    row('dead', { deadLetters: 3 }),
    row('well', { errorRate: 0 }),
    row('fails', { errorRate: 50 }),
  ]
  const names = [...rows].sort(worstFirst).map(({ name }) => name)
  expect(names).toEqual(['fails', 'dead', 'waits longer', 'waits', 'calm', 'well'])
})

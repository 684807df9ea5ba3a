import { expect, test } from 'vitest'
import { COUNTED_AHEAD, sayWait, type WaitFacts } from './say-wait.ts'

const now = new Date('2026-11-26T12:00:00Z')
const next: WaitFacts = {
  status: 'queued',
  dueAt: null,
  held: undefined,
  ahead: 0,
  runnerGone: false,
  taken: { by: 'worker', there: 1 },
  instance: false,
}
const full = 'All 5 places of this runner are taken.'

test.each([
  ['it is next', {}, ['It is next: a worker takes it in a moment.']],
  ['there is no room', { held: full }, [full]],
  ['others come first', { held: full, ahead: 1 }, [full, '1 run of its runner comes before it.']],
  ['very many come first', { ahead: COUNTED_AHEAD }, ['At least 1,000 runs of its runner come before it.']],
  ['nobody takes it', { taken: { by: 'agent', there: 0 } }, ['No agent that could take it is online.']],
  [
    'no worker answers',
    { taken: { by: 'worker', there: 0 }, ahead: 2 },
    ['No worker answers.', '2 runs of its runner come before it.'],
  ],
  ['its runner is gone', { runnerGone: true, held: full }, ['Its runner is destroyed: nothing will take it.']],
  [
    'its retry is not due',
    { status: 'retrying', dueAt: new Date('2026-11-26T12:00:30Z'), held: full },
    ['Its last attempt failed. The next is due in 30 s, so that what failed has time to recover.'],
  ],
  [
    'its retry is due',
    { status: 'retrying', dueAt: now },
    ['Its retry is due: it is put back in the queue in a moment.'],
  ],
  ['it is for one instance', { instance: true }, ['Only the instance it is for may take it.']],
] as const)('%s', (_name, facts, said) => {
  expect(sayWait({ ...next, ...facts }, now)).toEqual(said)
})

import { expect, test } from 'vitest'
import { alertKinds, sayAlert, sayRuleScope } from './alert-words.ts'
import { beatOf } from './pulse/record-pulse.ts'
import { reconcile } from './reconcile.ts'
import { silencedBy } from './silenced-by.ts'

const open = (runnerId: string, worst = 30) => ({ id: `alt_${runnerId}`, runnerId, worst })

test.each([
  ['at the threshold it holds', [], [{ runnerId: 'a', value: 20 }], { opens: ['a'], goesOn: [], resolves: [] }],
  ['below it does not', [], [{ runnerId: 'a', value: 19.9 }], { opens: [], goesOn: [], resolves: [] }],
  ['what is open goes on', [open('a')], [{ runnerId: 'a', value: 25 }], { opens: [], goesOn: ['a'], resolves: [] }],
  ['what fell is over', [open('a')], [{ runnerId: 'a', value: 5 }], { opens: [], goesOn: [], resolves: ['a'] }],
  ['what is measured no more is over', [open('a')], [], { opens: [], goesOn: [], resolves: ['a'] }],
  [
    'runners are apart',
    [open('a'), open('b')],
    [
      { runnerId: 'b', value: 99 },
      { runnerId: 'c', value: 99 },
    ],
    { opens: ['c'], goesOn: ['b'], resolves: ['a'] },
  ],
])('%s', (_name, alerts, measured, expected) => {
  const { opens, goesOn, resolves } = reconcile(alerts, measured, 20)
  expect({
    opens: opens.map(({ runnerId }) => runnerId),
    goesOn: goesOn.map(({ alert }) => alert.runnerId),
    resolves: resolves.map(({ alert }) => alert.runnerId),
  }).toEqual(expected)
})

test('the worst figure is kept', () => {
  expect(reconcile([open('a', 30)], [{ runnerId: 'a', value: 25 }], 20).goesOn[0]?.worst).toBe(30)
  expect(reconcile([open('a', 30)], [{ runnerId: 'a', value: 40 }], 20).goesOn[0]?.worst).toBe(40)
})

const at = (text: string) => new Date(`2026-11-${text}Z`)
const silence = (fields: object) => ({
  id: 'sil_1',
  ruleId: null,
  runnerId: null,
  startsAt: at('26T12:00:00'),
  endsAt: at('26T13:00:00'),
  endedAt: null,
  ...fields,
})
test.each([
  ['of anything', silence({}), '26T12:00:00', 'sil_1'],
  ['before it begins', silence({}), '26T11:59:59', undefined],
  ['in its last second', silence({}), '26T12:59:59', 'sil_1'],
  ['at its end', silence({}), '26T13:00:00', undefined],
  ['of the rule', silence({ ruleId: 'alr_1' }), '26T12:30:00', 'sil_1'],
  ['of another rule', silence({ ruleId: 'alr_2' }), '26T12:30:00', undefined],
  ['of the runner', silence({ runnerId: 'run_1' }), '26T12:30:00', 'sil_1'],
  ['of another runner', silence({ runnerId: 'run_2' }), '26T12:30:00', undefined],
  ['that was ended', silence({ endedAt: at('26T12:10:00') }), '26T12:30:00', undefined],
])('a silence %s', (_name, one, instant, expected) => {
  expect(silencedBy([one], { ruleId: 'alr_1', runnerId: 'run_1' }, at(instant))).toBe(expected)
})

test('every kind is said, with its figure and its limit', () => {
  for (const kind of alertKinds) {
    const said = sayAlert({ kind, value: 41.5, threshold: 20, windowMinutes: 60, about: 'orders in prod' })
    expect(said).toContain('orders in prod')
    expect(said).toContain('41.5')
    expect(said).toContain('20')
  }
  expect(sayRuleScope({ runnerClass: 'container', environment: 'prod' })).toBe('container runners in prod')
  expect(sayRuleScope({})).toBe('the tenant')
})

test('five minutes begin at their first instant', () => {
  expect(beatOf(at('26T12:04:59.999'))).toEqual(at('26T12:00:00'))
  expect(beatOf(at('26T12:05:00'))).toEqual(at('26T12:05:00'))
})

import { expect, test } from 'vitest'
import { freezeState, inScope } from './in-force.ts'

const freeze = {
  startsAt: new Date('2026-12-24T00:00:00Z'),
  endsAt: new Date('2026-12-27T00:00:00Z'),
  liftedAt: null as Date | null,
}

test.each([
  ['2026-12-23T23:59:59.999Z', 'coming'],
  ['2026-12-24T00:00:00.000Z', 'in_force'],
  ['2026-12-26T23:59:59.999Z', 'in_force'],
  ['2026-12-27T00:00:00.000Z', 'over'],
])('at %s it is %s', (at, state) => {
  expect(freezeState(freeze, new Date(at))).toBe(state)
  expect(freezeState({ ...freeze, liftedAt: new Date() }, new Date(at))).toBe('lifted')
})

test.each([
  [null, null, true],
  ['env_prod', null, true],
  ['env_dev', null, false],
  [null, 'serverless', true],
  [null, 'container', false],
  ['env_prod', 'container', false],
])('a freeze of environment %s and class %s: %s for functions in prod', (environmentId, runnerClass, expected) => {
  const change = { environmentId: 'env_prod', runnerClass: 'serverless' }
  expect(inScope({ environmentId, runnerClass }, change)).toBe(expected)
})

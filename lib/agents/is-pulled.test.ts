import { expect, test } from 'vitest'
import { isPulled } from './is-pulled.ts'

test.each([
  ['serverless', 'private_vpc', false],
  ['managed_etl', 'private_vpc', false],
  ['container', 'private_vpc', true],
  ['dedicated_compute', 'vpn', true],
  ['serverless', 'on_premise_agent', true],
] as const)('%s on %s: %s', (runnerClass, profile, pulled) => {
  expect(isPulled({ class: runnerClass, profile })).toBe(pulled)
})

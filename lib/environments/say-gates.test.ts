import { expect, test } from 'vitest'
import { sayGates } from './say-gates.ts'

const nothing = { approvalsRequired: 0, requirePrevious: false, soakMinutes: 0, verificationRuns: 0 }

test.each([
  [{}, 'test', 'Nothing'],
  [{ approvalsRequired: 1 }, 'test', '1 person must approve'],
  [{ approvalsRequired: 2, requirePrevious: true }, 'test', '2 people must approve, only from test'],
  [{ soakMinutes: 1440, verificationRuns: 1 }, 'test', 'after 1 day there, with 1 good run there'],
  [{ soakMinutes: 90, verificationRuns: 3 }, 'test', 'after 90 minutes there, with 3 good runs there'],
  [{ soakMinutes: 90, requirePrevious: true }, undefined, 'Nothing'],
])('%j after %s is said: %s', (gates, previous, said) => {
  expect(sayGates({ ...nothing, ...gates }, previous)).toBe(said)
})

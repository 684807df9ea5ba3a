import { expect, test } from 'vitest'
import { type Outlook, whatHappensNext } from './what-happens-next.ts'

const verdict = (over: Partial<Outlook['verdict']> = {}): Outlook['verdict'] => ({
  allowed: true,
  findings: [],
  approvalsRequired: 0,
  policyVersion: 1,
  policyDigest: '',
  inputsDigest: '',
  ...over,
})
const steps = (over: Partial<Outlook> = {}) =>
  whatHappensNext({
    manifest: 'orders',
    version: { number: 4, exists: false },
    environment: 'dev',
    verdict: verdict(),
    approvers: 3,
    ...over,
  }).steps

test('nobody is asked', () => {
  expect(steps()).toEqual([
    'Submitting makes version 4 of orders.',
    'Deploying builds, scans and signs it.',
    'No approval is needed for dev.',
    'Then it is placed in dev, registered, and tested by smoke jobs that run on it.',
  ])
})

test('people are asked', () => {
  const asks = verdict({ approvalsRequired: 2 })
  expect(steps({ verdict: asks })[2]).toBe(
    'It then waits for 2 approvers before anything reaches dev; 3 people may decide.',
  )
  expect(steps({ verdict: asks, approvers: 1 })[2]).toMatch(/too few who may decide: 1\./)
})

test('a rule stands against it', () => {
  const finding = { id: 'x', gate: 'pre_deploy', level: 'hard', reason: 'r', remedy: 'm' } as const
  const denied = verdict({ allowed: false, findings: [finding, { ...finding, level: 'advisory' }] })
  expect(steps({ verdict: denied }).slice(1)).toEqual(['One rule stands against deploying it to dev.'])
})

test('a soft rule stands against it until somebody overrides it', () => {
  const soft = { id: 'x', gate: 'pre_deploy', level: 'soft', reason: 'r', remedy: 'm' } as const
  const slot = { rule: 'x', title: 'X', count: 1, assurance: 'session' } as const
  const override = { ...slot, by: 'permission:gate:override', overrides: true }
  const denied = { allowed: false, overridable: true, findings: [soft], approvalsRequired: 1 }
  const said = steps({ verdict: verdict({ ...denied, slots: [override] }) })
  expect(said[2]).toBe(
    'One rule stands against deploying it to dev; somebody with the override permission may let it pass, with a reason.',
  )
  expect(said).toHaveLength(4)
  const approval = { ...slot, rule: 'y', by: 'role:approver', count: 2, overrides: false }
  expect(steps({ verdict: verdict({ ...denied, approvalsRequired: 2, slots: [override, approval] }) })[3]).toMatch(
    /waits for 2 approvers/,
  )
})

test('the same content is the same version', () => {
  expect(steps({ version: { number: 3, exists: true } })[0]).toMatch(/makes no new one/)
})

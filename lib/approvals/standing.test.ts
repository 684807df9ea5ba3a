import { expect, test } from 'vitest'
import type { ApprovalSlot } from '../policy/schema.ts'
import { type Decider, fewestPeople, standing, type Vote } from './standing.ts'

const slot = (rule: string, by: string, count = 1): ApprovalSlot => ({
  rule,
  title: rule,
  by,
  count,
  assurance: 'session',
  overrides: by === 'permission:gate:override',
})
const approver = (...more: string[]): Decider => ({ places: ['permission:approval:decide', 'role:approver', ...more] })
const people = new Map<string, Decider>([
  ['a', approver('group:payments')],
  ['b', approver()],
  ['c', approver('permission:gate:override')],
  ['involved', { ...approver(), conflict: 'You requested it.' }],
  ['engineer', { places: ['role:engineer', 'role:approver'] }],
])
const at = (minute: number) => new Date(Date.UTC(2026, 0, 1, 0, minute))
const vote = (userId: string, verdict: Vote['verdict'], minute = 1, more: Partial<Vote> = {}): Vote => ({
  id: `vot_${minute}`,
  userId,
  onBehalfOfId: null,
  verdict,
  fills: ['xlarge', 'prod', 'soak', 'pay'],
  at: at(minute),
  ...more,
})
const two = [slot('xlarge', 'role:approver', 2)]

test.each([
  ['nobody yet', two, [], 'open', 2],
  ['one of two', two, [vote('a', 'approve')], 'open', 1],
  ['the same person twice is one', two, [vote('a', 'approve', 1), vote('a', 'approve', 2)], 'open', 1],
  ['two people', two, [vote('a', 'approve'), vote('b', 'approve')], 'approved', 0],
  ['one rejection ends it', two, [vote('a', 'approve'), vote('b', 'reject', 2)], 'rejected', 1],
  ['the newest decision counts', two, [vote('a', 'approve', 2), vote('a', 'reject', 1)], 'open', 1],
  [
    'of one instant the later id',
    two,
    [vote('a', 'approve', 1, { id: 'vot_a' }), vote('a', 'withdraw', 1, { id: 'vot_b' })],
    'open',
    2,
  ],
  ['who took it back does not count', two, [vote('a', 'approve', 1), vote('a', 'withdraw', 2)], 'open', 2],
  ['who has a part in it counts for nothing, also against', two, [vote('involved', 'reject')], 'open', 2],
  ['who may not decide counts nowhere', two, [vote('engineer', 'approve')], 'open', 2],
  ['who is no member any more counts nowhere', two, [vote('gone', 'approve')], 'open', 2],
  [
    'one person counts in several rules',
    [slot('prod', 'role:approver'), ...two],
    [vote('a', 'approve'), vote('b', 'approve')],
    'approved',
    0,
  ],
  [
    'an override wants its own people',
    [slot('prod', 'role:approver'), slot('soak', 'permission:gate:override')],
    [vote('a', 'approve'), vote('b', 'approve')],
    'open',
    1,
  ],
  [
    'who may override and approve does both',
    [slot('prod', 'role:approver'), slot('soak', 'permission:gate:override')],
    [vote('c', 'approve')],
    'approved',
    0,
  ],
  [
    'only what was vouched for is filled',
    [slot('prod', 'role:approver'), slot('pay', 'role:approver')],
    [vote('a', 'approve', 1, { fills: ['prod'] })],
    'open',
    1,
  ],
  ['a group’s members', [slot('pay', 'group:payments')], [vote('a', 'approve')], 'approved', 0],
  ['others than a group’s members', [slot('pay', 'group:payments')], [vote('b', 'approve')], 'open', 1],
  [
    'a voice counts by what its person is',
    [slot('pay', 'group:payments')],
    [vote('b', 'approve', 1, { onBehalfOfId: 'a' })],
    'approved',
    0,
  ],
  [
    'a hand that votes for two is one hand',
    two,
    [vote('b', 'approve', 1), vote('b', 'approve', 2, { onBehalfOfId: 'a' })],
    'open',
    1,
  ],
  [
    'whoever comes back has the newer word',
    two,
    [vote('b', 'approve', 1, { onBehalfOfId: 'a' }), vote('a', 'withdraw', 2)],
    'open',
    2,
  ],
  ['nobody speaks for who has a part in it', two, [vote('b', 'approve', 1, { onBehalfOfId: 'involved' })], 'open', 2],
  ['nothing asked is nothing approved', [], [], 'open', 0],
] as const)('%s', (_name, slots, votes, state, missing) => {
  expect(standing(slots, votes, people)).toMatchObject({ state, missing })
})

test('the fewest people: rules that ask for the same share them', () => {
  expect(fewestPeople([slot('prod', 'role:approver', 1), slot('xlarge', 'role:approver', 2)])).toBe(2)
  expect(fewestPeople([slot('prod', 'role:approver', 1), slot('soak', 'permission:gate:override', 1)])).toBe(2)
})

import { expect, test } from 'vitest'
import { conflictOf, quorum } from './quorum.ts'

const at = (minute: number) => new Date(Date.UTC(2026, 0, 1, 0, minute))
const vote = (userId: string, approve: boolean, minute: number) => ({ userId, approve, at: at(minute) })

test.each([
  ['nobody yet', [], 2, { state: 'open', approvals: 0, missing: 2 }],
  ['one of two', [vote('a', true, 1)], 2, { state: 'open', approvals: 1, missing: 1 }],
  [
    'the same person twice is one',
    [vote('a', true, 1), vote('a', true, 2)],
    2,
    { state: 'open', approvals: 1, missing: 1 },
  ],
  ['two people', [vote('a', true, 1), vote('b', true, 2)], 2, { state: 'approved', approvals: 2, missing: 0 }],
  [
    'one rejection ends it',
    [vote('a', true, 1), vote('b', false, 2)],
    2,
    { state: 'rejected', approvals: 1, missing: 1 },
  ],
  [
    'the newest vote counts',
    [vote('a', true, 2), vote('a', false, 1)],
    1,
    { state: 'approved', approvals: 1, missing: 0 },
  ],
] as const)('%s', (_name, votes, required, expected) => {
  expect(quorum(votes, required)).toEqual(expected)
})

test('whoever requested, wrote or uploaded may not decide', () => {
  const involved = { requestedById: 'r', authoredById: 'w', sourceUploadedById: 'u' }
  expect(['r', 'w', 'u'].map((user) => conflictOf(user, involved))).toEqual([
    'You requested this deployment.',
    'You wrote this manifest version.',
    'You uploaded the source it is built from.',
  ])
  expect(conflictOf('other', involved)).toBeUndefined()
})

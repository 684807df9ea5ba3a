import { expect, test } from 'vitest'
import { sayWho } from './say-slots.ts'

test.each([
  [[{ by: 'role:approver', count: 1 }], '1 approver'],
  [
    [
      { by: 'role:approver', count: 1 },
      { by: 'role:approver', count: 2 },
    ],
    '2 approvers',
  ],
  [
    [
      { by: 'role:approver', count: 2 },
      { by: 'permission:gate:override', count: 1 },
    ],
    '2 approvers and 1 person who may override',
  ],
  [[{ by: 'group:payments', count: 2 }], '2 people of payments'],
  [[{ by: 'role:approver', count: 0 }], 'nobody'],
])('who is still needed: %j', (places, said) => {
  expect(sayWho(places)).toBe(said)
})

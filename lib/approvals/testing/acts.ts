import fc from 'fast-check'
import type { ApprovalSlot } from '#lib/policy/schema.ts'
import { type Act, type ModelSlot, type Person, persons } from './plain-model.ts'

const who = fc.constantFrom(...persons)
const vote = fc
  .record({
    hand: who,
    voice: fc.option(who, { nil: undefined, freq: 4 }),
    verdict: fc.constantFrom('approve', 'approve', 'approve', 'withdraw', 'reject'),
  })
  .map(({ hand, voice, verdict }) => ({ act: 'vote', hand, voice: voice ?? hand, verdict }) as Act)

/** One thing that people, time or the platform do; mostly they vote. */
const anAct: fc.Arbitrary<Act> = fc.oneof(
  { weight: 12, arbitrary: vote },
  { weight: 4, arbitrary: fc.constant<Act>({ act: 'workerComes' }) },
  { weight: 2, arbitrary: fc.record({ act: fc.constantFrom('removeRoles'), who }) as fc.Arbitrary<Act> },
  {
    weight: 2,
    arbitrary: fc.record({
      act: fc.constant('giveRole'),
      who,
      role: fc.constantFrom('approver', 'overrider'),
    }) as fc.Arbitrary<Act>,
  },
  { weight: 3, arbitrary: fc.record({ act: fc.constant('delegate'), from: who, to: who }) as fc.Arbitrary<Act> },
  { weight: 1, arbitrary: fc.record({ act: fc.constant('endDelegation'), from: who, to: who }) as fc.Arbitrary<Act> },
  { weight: 1, arbitrary: fc.record({ act: fc.constantFrom('edit', 'resume'), who }) as fc.Arbitrary<Act> },
  {
    weight: 2,
    arbitrary: fc.record({
      act: fc.constantFrom('policyChanges', 'expiryPasses', 'sweep', 'takeBack'),
    }) as fc.Arbitrary<Act>,
  },
)

const slotSets: readonly (readonly ModelSlot[])[] = [
  [{ rule: 'one', role: 'approver', count: 1 }],
  [{ rule: 'two', role: 'approver', count: 2 }],
  [
    { rule: 'one', role: 'approver', count: 1 },
    { rule: 'two', role: 'approver', count: 2 },
  ],
  [
    { rule: 'one', role: 'approver', count: 1 },
    { rule: 'soft', role: 'overrider', count: 1 },
  ],
  [{ rule: 'soft', role: 'overrider', count: 2 }],
]

/** Who is asked, and what then happens. */
export const stories = (maxLength: number) =>
  fc.record({ slots: fc.constantFrom(...slotSets), acts: fc.array(anAct, { minLength: 2, maxLength }) })

/** A slot of the model as policy would ask for it. */
export const slotFor = ({ rule, role, count }: ModelSlot): ApprovalSlot => ({
  rule,
  title: rule,
  by: role === 'overrider' ? 'permission:gate:override' : 'role:approver',
  count,
  assurance: 'session',
  overrides: role === 'overrider',
})

export type { Act, Person }

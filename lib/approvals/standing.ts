import type { ApprovalSlot } from '../policy/schema.ts'
import type { Verdict } from './schema.ts'

export type Vote = {
  id: string
  /** Whose hand it was. */
  userId: string
  /** Whose voice it is, when it was delegated. */
  onBehalfOfId: string | null
  verdict: Verdict
  /** Rules whose places the person could vouch for. */
  fills: readonly string[]
  at: Date
}

/** A member who may decide, as things are at the count. */
export type Decider = {
  /** What a slot may ask for and this person is: `role:approver`, `group:payments`, `permission:gate:override`. */
  places: readonly string[]
  /** Why the person may not decide on this. */
  conflict?: string | undefined
}

export type SlotStanding = {
  slot: ApprovalSlot
  /** Who fills it: the hand, and the voice where that is another's. */
  filledBy: { userId: string; onBehalfOfId: string | null }[]
  missing: number
}

export type Standing = {
  state: 'open' | 'approved' | 'rejected'
  slots: SlotStanding[]
  /** The fewest people who could fill all places. */
  required: number
  /** The fewest who could fill what is still empty. */
  missing: number
}

/** Somebody may decide at all. */
export const DECIDES = 'permission:approval:decide'

/**
 * Where a request stands. A person's newest decision counts, also when another cast it for them. Each slot counts its
 * own distinct hands; one person may count in several slots. Whoever is no longer a member who may decide, or stands in
 * conflict, counts nowhere, nor does a voice whose person no longer has what the slot asks for. One rejection that
 * counts ends it. Pure.
 */
export function standing(
  slots: readonly ApprovalSlot[],
  votes: readonly Vote[],
  people: ReadonlyMap<string, Decider>,
): Standing {
  const counted = newestOfEachVoice(votes).filter(
    ({ userId, onBehalfOfId }) => mayDecide(people.get(userId)) && mayDecide(people.get(onBehalfOfId ?? userId)),
  )
  const filled = slots.map((slot) => fill(slot, counted, people))
  const missing = fewestPeople(filled.map(({ slot, missing }) => ({ by: slot.by, count: missing })))
  const rejected = counted.some(({ verdict }) => verdict === 'reject')
  const full = slots.length > 0 && filled.every((slot) => slot.missing === 0)
  return {
    state: rejected ? 'rejected' : full ? 'approved' : 'open',
    slots: filled,
    required: fewestPeople(slots),
    missing,
  }
}

/** The fewest people who could fill these places: of those that ask for the same people, the largest counts. Pure. */
export function fewestPeople(places: readonly Pick<ApprovalSlot, 'by' | 'count'>[]): number {
  const most = new Map<string, number>()
  for (const { by, count } of places) most.set(by, Math.max(count, most.get(by) ?? 0))
  return [...most.values()].reduce((sum, count) => sum + count, 0)
}

/** Whether a member may decide at all and has no part in the matter. Pure. */
export function mayDecide(person: Decider | undefined): boolean {
  return person !== undefined && !person.conflict && person.places.includes(DECIDES)
}

function newestOfEachVoice(votes: readonly Vote[]): Vote[] {
  const newest = new Map<string, Vote>()
  for (const vote of votes) {
    const voice = vote.onBehalfOfId ?? vote.userId
    const before = newest.get(voice)
    if (!before || isAfter(vote, before)) newest.set(voice, vote)
  }
  return [...newest.values()]
}

/** Ids sort by creation, so two votes of one instant have an order too. */
function isAfter(a: Vote, b: Vote): boolean {
  const later = a.at.getTime() - b.at.getTime()
  return later > 0 || (later === 0 && a.id > b.id)
}

function fill(slot: ApprovalSlot, votes: readonly Vote[], people: ReadonlyMap<string, Decider>): SlotStanding {
  const hands = new Map<string, SlotStanding['filledBy'][number]>()
  for (const { userId, onBehalfOfId, verdict, fills } of votes) {
    const places = people.get(onBehalfOfId ?? userId)?.places ?? []
    if (verdict === 'approve' && fills.includes(slot.rule) && places.includes(slot.by) && !hands.has(userId))
      hands.set(userId, { userId, onBehalfOfId })
  }
  return { slot, filledBy: [...hands.values()], missing: Math.max(0, slot.count - hands.size) }
}

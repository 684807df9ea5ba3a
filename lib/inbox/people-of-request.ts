import { countVotes } from '../approvals/count-votes.ts'
import { sayConflict, sayInvolved } from '../approvals/involved.ts'
import { couldFill, readMembers } from '../approvals/people.ts'
import type { RequestRow } from '../approvals/request-row.ts'
import { sayPlaces, sayWho } from '../approvals/say-slots.ts'
import { mayDecide } from '../approvals/standing.ts'
import type { Actor } from '../auth/actor.ts'
import { may } from '../auth/authorise.ts'
import { emailsOf } from '../auth/emails-of.ts'
import { db } from '../db/client.ts'

const NAMED = 8

export type SlotView = {
  rule: string
  title: string
  /** Whom it asks for, in words. */
  asks: string
  count: number
  missing: number
  assurance: 'session' | 'password' | 'passkey'
  overrides: boolean
  filledBy: string[]
  /** Who could fill what is open: members without a part in it. The rest is only counted. */
  could: string[]
  more: number
  /** Why the reader may not fill it; undefined when they may, or have. */
  notYou?: string
  /** The reader fills it already. */
  yours: boolean
}

export type PeopleView = {
  state: 'open' | 'approved' | 'rejected'
  missing: number
  required: number
  /** Whom it still waits for, in words: "1 approver and 1 person who may override". */
  waitsFor: string
  slots: SlotView[]
  /** Who may not decide, and why: the conflict graph, an edge a line. */
  conflicts: { who: string; why: string }[]
  votes: {
    id: string
    who: string
    onBehalfOf?: string
    verdict: string
    comment: string
    at: string
    assurance: string
    counts: boolean
  }[]
  you: {
    conflict?: string
    /** Rules whose places the reader could fill. */
    fills: string[]
    voted?: 'approve' | 'reject'
    passkeys: number
    /** People away for whom the reader may decide. */
    speaksFor: { userId: string; who: string }[]
  }
}

/** Who decides a request: slot by slot who filled it, who could, and what stands in whose way. */
export async function peopleOfRequest(actor: Actor, request: RequestRow): Promise<PeopleView> {
  const { tenantId, userId } = actor
  const [members, { stand, votes, involved }, passkeys, delegations] = await Promise.all([
    readMembers(db, tenantId),
    countVotes(db, request, [userId]),
    // A passkey is the person's, in whatever tenant.
    db.passkey.count({ where: { userId } }),
    delegatedTo(actor),
  ])
  const outsiders = [
    ...votes.flatMap((vote) => [vote.userId, vote.onBehalfOfId ?? []].flat()),
    ...involved.map((each) => each.userId),
  ]
  const names = await namesOf(members, outsiders)
  const name = (id: string) => names.get(id) ?? id
  const parts = new Map(involved.map((each) => [each.userId, each]))
  const free = members.filter((member) => mayDecide({ ...member, conflict: parts.get(member.userId) && 'x' }))
  const part = parts.get(userId)
  const self = members.find((member) => member.userId === userId)
  const voices = delegations.flatMap((id) => members.find((member) => member.userId === id && !parts.has(id)) ?? [])
  const places = new Set([...(self?.places ?? []), ...voices.flatMap((voice) => voice.places)])
  const conflict = !may(actor, 'approval:decide')
    ? 'Your role here does not decide approvals.'
    : part && sayConflict(part)
  const last = votes.filter((vote) => (vote.onBehalfOfId ?? vote.userId) === userId || vote.userId === userId).at(-1)
  const slots = stand.slots.map(({ slot, filledBy, missing }): SlotView => {
    const filled = new Set(filledBy.map((each) => each.userId))
    const could = free.filter((member) => couldFill(member, [slot]) && !filled.has(member.userId))
    const notYou = conflict ?? (places.has(slot.by) ? undefined : `It asks for ${sayPlaces(slot)}; you are none.`)
    return {
      ...{ rule: slot.rule, title: slot.title, count: slot.count, missing, assurance: slot.assurance },
      asks: sayPlaces(slot),
      overrides: slot.overrides,
      filledBy: filledBy.map((each) =>
        each.onBehalfOfId ? `${name(each.userId)} for ${name(each.onBehalfOfId)}` : name(each.userId),
      ),
      could: could.slice(0, NAMED).map(({ email }) => email),
      more: Math.max(0, could.length - NAMED),
      yours: filled.has(userId),
      ...(notYou && !filled.has(userId) && { notYou }),
    }
  })
  const counting = new Set(stand.slots.flatMap(({ filledBy }) => filledBy.map((each) => each.userId)))
  return {
    ...{ state: stand.state, missing: stand.missing, required: stand.required, slots },
    waitsFor: sayWho(stand.slots.map(({ slot, missing }) => ({ by: slot.by, count: missing }))),
    conflicts: involved.map((each) => ({ who: name(each.userId), why: sayInvolved(each) })),
    votes: votes.map((vote) => ({
      ...{ id: vote.id, verdict: vote.verdict, comment: vote.comment ?? '', at: vote.at.toISOString() },
      who: name(vote.userId),
      ...(vote.onBehalfOfId && { onBehalfOf: name(vote.onBehalfOfId) }),
      assurance: vote.assurance,
      counts: vote.verdict !== 'approve' || counting.has(vote.userId),
    })),
    you: {
      ...(conflict && { conflict }),
      fills: request.slots.filter(({ by }) => places.has(by)).map(({ rule }) => rule),
      ...(last && last.verdict !== 'withdraw' && { voted: last.verdict }),
      passkeys,
      speaksFor: voices.map((voice) => ({ userId: voice.userId, who: voice.email })),
    },
  }
}

async function delegatedTo({ tenantId, userId }: Actor, now = new Date()): Promise<string[]> {
  const rows = await db.delegation.findMany({
    where: { tenantId, toId: userId, startsAt: { lte: now }, endsAt: { gt: now }, endedAt: null },
    select: { fromId: true },
  })
  return rows.map(({ fromId }) => fromId)
}

async function namesOf(members: readonly { userId: string; email: string }[], ids: readonly string[]) {
  const names = new Map(members.map(({ userId, email }) => [userId, email]))
  const gone = ids.filter((id) => !names.has(id))
  return new Map([...names, ...(await emailsOf(gone))])
}

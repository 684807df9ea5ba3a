import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Role } from '../db/generated/enums.ts'
import { placesOf } from './people.ts'
import { placesFilled } from './places-filled.ts'
import { type Decider, mayDecide, standing, type Vote } from './standing.ts'
import { slotFor, stories } from './testing/acts.ts'
import { type Act, firstRoles, type ModelSlot, type Person, PlainModel, persons } from './testing/plain-model.ts'
import { voteRefusal } from './vote-refusal.ts'

/** The product's pure decisions, put together as its transactions put them together, over rows in memory. */
class InMemory {
  roles = new Map<Person, string[]>(persons.map((who) => [who, [...firstRoles[who]]]))
  involved = new Set<Person>(['ann'])
  delegations: { from: Person; to: Person }[] = []
  policy = 1
  atWork = false
  ended = false
  request = this.asked()
  readonly slots
  private votes = 0

  constructor(slots: readonly ModelSlot[]) {
    this.slots = slots.map(slotFor)
  }

  asked() {
    return {
      status: 'open' as 'open' | 'approved' | 'executed',
      policy: this.policy,
      votes: [] as Vote[],
      expired: false,
    }
  }

  people(): Map<string, Decider> {
    return new Map(
      persons.map((who) => [
        who,
        {
          places: placesOf({ roles: (this.roles.get(who) ?? []) as Role[], groups: [] }),
          ...(this.involved.has(who) && { conflict: 'You have a part in it.' }),
        },
      ]),
    )
  }

  vote({ hand, voice, verdict }: Extract<Act, { act: 'vote' }>): boolean {
    const people = this.people()
    const { request } = this
    const now = new Date()
    // What the permission at the door refuses.
    if (!mayDecide({ places: people.get(hand)?.places ?? [] })) return false
    const refusal = voteRefusal({
      verdict,
      request: { status: request.status, expiresAt: new Date(request.expired ? now : now.getTime() + 1) },
      now,
      current: !this.ended,
      reopens: true,
      hand,
      self: people.get(hand),
      ...(voice !== hand && {
        voice: {
          userId: voice,
          decider: people.get(voice),
          delegated: this.delegations.some(({ from, to }) => from === voice && to === hand),
        },
      }),
      last: request.votes.filter((vote) => (vote.onBehalfOfId ?? vote.userId) === voice).at(-1),
    })
    if (refusal) return false
    let fills: string[] = []
    try {
      if (verdict === 'approve')
        fills = placesFilled({}, { slots: this.slots }, people.get(voice)?.places ?? [], { kind: 'session' })
    } catch {
      return false
    }
    const id = `vot_${String(this.votes++).padStart(4, '0')}`
    request.votes.push({
      id,
      userId: hand,
      onBehalfOfId: voice === hand ? null : voice,
      verdict,
      fills,
      at: new Date(0),
    })
    const { state } = standing(this.slots, request.votes, people)
    if (state === 'rejected') this.ended = true
    if (state === 'approved') this.atWork = true
    if (state !== 'rejected') request.status = state
    return true
  }

  workerComes(): void {
    if (!this.atWork || this.ended) return
    const { request } = this
    const live = request.policy === this.policy && !request.expired
    const given =
      request.status === 'approved' && standing(this.slots, request.votes, this.people()).state === 'approved'
    this.atWork = false
    if (live && given) request.status = 'executed'
    else {
      if (live) request.status = 'open'
      else this.request = this.asked()
    }
  }
}

/** The part of a story that needs no database. */
function tell(model: PlainModel, product: InMemory, act: Act): void {
  const before = product.ended
  switch (act.act) {
    case 'vote':
      expect(product.vote(act)).toBe(model.do(act))
      break
    case 'workerComes':
      product.workerComes()
      model.do(act)
      break
    case 'delegate':
      if (model.do(act)) product.delegations.push({ from: act.from, to: act.to })
      break
    case 'endDelegation':
      model.do(act)
      product.delegations = product.delegations.filter(({ from, to }) => from !== act.from || to !== act.to)
      break
    case 'removeRoles':
      model.do(act)
      product.roles.set(act.who, [])
      break
    case 'giveRole':
      model.do(act)
      product.roles.set(act.who, [...new Set([...(product.roles.get(act.who) ?? []), act.role])])
      break
    case 'edit':
    case 'resume':
      model.do(act)
      product.involved.add(act.who)
      break
    case 'expiryPasses':
      model.do(act)
      product.request.expired = true
      break
    case 'policyChanges':
      model.do(act)
      product.policy++
      break
    case 'takeBack':
    case 'sweep':
      model.do(act)
      product.ended ||= model.deployment === 'cancelled'
      break
  }
  const ended = ['rejected', 'expired', 'withdrawn'].includes(model.request.status)
  expect(product.ended || before).toBe(ended || model.deployment === 'cancelled')
  if (!product.ended) expect(product.request.status).toBe(model.request.status)
}

test('in 5,000 stories of votes, edits, roles, delegations, time and policy the plain model says the same', () => {
  let approved = 0
  let executed = 0
  fc.assert(
    fc.property(stories(30), ({ slots, acts }) => {
      const model = new PlainModel(slots)
      const product = new InMemory(slots)
      for (const act of acts) {
        tell(model, product, act)
        if (model.request.status === 'approved') approved++
        if (model.request.status === 'executed') executed++
      }
    }),
    { numRuns: 5000 },
  )
  // The stories lead somewhere: a test in which nothing is ever approved would agree as well.
  expect(approved).toBeGreaterThan(500)
  expect(executed).toBeGreaterThan(200)
}, 60_000)

// The rules of approvals as one would tell them, without a database and without the product's own code: what the
// property tests compare the product with. It is written to be read, not to be quick.

export const persons = ['ann', 'ben', 'cat', 'dan', 'eve'] as const
export type Person = (typeof persons)[number]
export type ModelSlot = { rule: string; role: 'approver' | 'overrider'; count: number }

export type Act =
  | { act: 'vote'; hand: Person; voice: Person; verdict: 'approve' | 'reject' | 'withdraw' }
  | { act: 'takeBack' }
  | { act: 'edit' | 'resume' | 'removeRoles'; who: Person }
  | { act: 'giveRole'; who: Person; role: 'approver' | 'overrider' }
  | { act: 'delegate' | 'endDelegation'; from: Person; to: Person }
  | { act: 'expiryPasses' | 'sweep' | 'policyChanges' | 'workerComes' }

type Said = { hand: Person; voice: Person; verdict: 'approve' | 'reject' | 'withdraw'; fills: string[] }
export type RequestStatus = 'open' | 'approved' | 'rejected' | 'expired' | 'withdrawn' | 'voided' | 'executed'

/** ann asks; she is an approver as well, which must not help her. */
export const firstRoles: Record<Person, string[]> = {
  ann: ['approver', 'engineer'],
  ben: ['approver'],
  cat: ['approver'],
  dan: ['overrider'],
  eve: ['approver', 'overrider'],
}

export class PlainModel {
  roles = new Map<Person, Set<string>>(persons.map((who) => [who, new Set(firstRoles[who])]))
  involved = new Set<Person>(['ann'])
  delegations: { from: Person; to: Person }[] = []
  policy = 1
  deployment: 'atWork' | 'waiting' | 'cancelled' | 'done' = 'waiting'
  request: { status: RequestStatus; policy: number; said: Said[]; expired: boolean } = this.asked()
  readonly slots: readonly ModelSlot[]

  constructor(slots: readonly ModelSlot[]) {
    this.slots = slots
  }

  /** Does it; false when it is refused, and then nothing has changed. */
  do(act: Act): boolean {
    switch (act.act) {
      case 'vote':
        return this.vote(act.hand, act.voice, act.verdict)
      case 'takeBack':
        // Who is nobody in the tenant any more reads no request there, not even their own.
        if (!this.roles.get('ann')?.size) return false
        if (!['open', 'approved'].includes(this.request.status)) return false
        this.request.status = 'withdrawn'
        if (this.deployment !== 'done') this.deployment = 'cancelled'
        return true
      case 'edit':
      case 'resume':
        this.involved.add(act.who)
        return true
      case 'removeRoles':
        this.roles.get(act.who)?.clear()
        return true
      case 'giveRole':
        this.roles.get(act.who)?.add(act.role)
        return true
      case 'delegate':
        if (act.from === act.to || !this.decides(act.from) || !this.decides(act.to)) return false
        this.delegations.push({ from: act.from, to: act.to })
        return true
      case 'endDelegation':
        this.delegations = this.delegations.filter(({ from, to }) => from !== act.from || to !== act.to)
        return true
      case 'expiryPasses':
        this.request.expired = true
        return true
      case 'sweep':
        if (this.request.status === 'open' && this.request.expired) {
          this.request.status = 'expired'
          if (this.deployment !== 'done') this.deployment = 'cancelled'
        }
        return true
      case 'policyChanges':
        this.policy++
        return true
      case 'workerComes':
        this.workerComes()
        return true
    }
  }

  private asked() {
    return { status: 'open' as RequestStatus, policy: this.policy, said: [] as Said[], expired: false }
  }

  private decides(who: Person): boolean {
    return this.roles.get(who)?.has('approver') === true || this.roles.get(who)?.has('overrider') === true
  }

  private mayVote(who: Person): boolean {
    return this.decides(who) && !this.involved.has(who)
  }

  private vote(hand: Person, voice: Person, verdict: Said['verdict']): boolean {
    const { request } = this
    const takesBack = verdict === 'withdraw' && request.status === 'approved'
    if (request.status !== 'open' && !takesBack) return false
    if (request.expired || this.deployment === 'cancelled') return false
    // Whoever decides nothing any more does not get as far as having something to take back.
    if (!this.decides(hand)) return false
    let fills: string[] = []
    if (verdict === 'withdraw') {
      const last = this.lastOf(voice)
      if (!last || last.verdict === 'withdraw') return false
      if (voice !== hand && last.hand !== hand) return false
    } else {
      if (!this.mayVote(hand) || !this.mayVote(voice)) return false
      if (hand !== voice && !this.delegations.some(({ from, to }) => from === voice && to === hand)) return false
      if (verdict === 'approve') {
        fills = this.slots.filter(({ role }) => this.roles.get(voice)?.has(role)).map(({ rule }) => rule)
        if (fills.length === 0) return false
      }
    }
    request.said.push({ hand, voice, verdict, fills })
    const stands = this.stands()
    if (stands === request.status) return true
    request.status = stands
    if (stands === 'approved' && this.deployment === 'waiting') this.deployment = 'atWork'
    if (stands === 'rejected') this.deployment = 'cancelled'
    return true
  }

  private lastOf(voice: Person): Said | undefined {
    return this.request.said.filter((said) => said.voice === voice).at(-1)
  }

  private stands(): 'open' | 'approved' | 'rejected' {
    const newest = persons.flatMap((voice) => this.lastOf(voice) ?? [])
    const counts = newest.filter(({ hand, voice }) => this.mayVote(hand) && this.mayVote(voice))
    if (counts.some(({ verdict }) => verdict === 'reject')) return 'rejected'
    for (const { rule, role, count } of this.slots) {
      const hands = new Set<Person>()
      for (const { hand, voice, verdict, fills } of counts)
        if (verdict === 'approve' && fills.includes(rule) && this.roles.get(voice)?.has(role)) hands.add(hand)
      if (hands.size < count) return 'open'
    }
    return 'approved'
  }

  private workerComes(): void {
    if (this.deployment !== 'atWork') return
    const { request } = this
    const live = request.policy === this.policy && !request.expired
    if (live && request.status === 'approved' && this.stands() === 'approved') {
      request.status = 'executed'
      this.deployment = 'done'
      return
    }
    this.deployment = 'waiting'
    if (live && request.status === 'approved') request.status = 'open'
    if (live && request.status === 'open') return
    // The one before is closed; what follows is about the new one.
    this.request = this.asked()
  }
}

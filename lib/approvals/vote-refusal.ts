import type { ErrorCode } from '../errors.ts'
import type { RequestRow } from './request-row.ts'
import type { Verdict } from './schema.ts'
import { DECIDES, type Decider } from './standing.ts'

export type VoteFacts = {
  verdict: Verdict
  request: Pick<RequestRow, 'status' | 'expiresAt'>
  now: Date
  /** Whether it still asks about what there is. */
  current: boolean
  /** Whether a vote may be taken back from what is approved. */
  reopens: boolean
  hand: string
  /** Undefined when the hand is no member any more. */
  self: Decider | undefined
  /** Where somebody else's voice is cast. */
  voice?: { userId: string; decider: (Decider & { email?: string }) | undefined; delegated: boolean } | undefined
  /** What the voice said last. */
  last: { userId: string; verdict: Verdict } | undefined
}

export type Refusal = { code: ErrorCode; message: string; remedy: string }

const closed: Partial<Record<RequestRow['status'], string>> = {
  voided: 'What this request was about has changed since.',
  superseded: 'A newer request has taken the place of this one.',
  executed: 'What this request allowed has begun.',
}

/**
 * Why a vote is refused, or undefined. A request takes votes while it is open, has not expired at this very instant and
 * is about what there is; a vote may also be taken back from what is approved and has not begun. Who votes decides here
 * and has no part in the matter, and neither has whoever they speak for, with a delegation in force. Pure.
 */
export function voteRefusal(facts: VoteFacts): Refusal | undefined {
  return requestRefusal(facts) ?? (facts.verdict === 'withdraw' ? nothingToTakeBack(facts) : voterRefusal(facts))
}

function requestRefusal({ verdict, request, now, current, reopens }: VoteFacts): Refusal | undefined {
  const takesBack = verdict === 'withdraw' && request.status === 'approved' && reopens
  if (request.status !== 'open' && !takesBack) {
    const message = closed[request.status] ?? `This request is ${request.status} already.`
    return { code: 'invalid_state', message, remedy: 'Reload the page.' }
  }
  if (now >= request.expiresAt) {
    return { code: 'invalid_state', message: 'This request has expired.', remedy: 'Ask the requester to ask again.' }
  }
  if (current) return undefined
  const message = 'What this request was about has changed since.'
  return { code: 'invalid_state', message, remedy: 'Look at the newer request.' }
}

function nothingToTakeBack({ hand, voice, last }: VoteFacts): Refusal | undefined {
  const mine = !voice || last?.userId === hand
  if (mine && last && last.verdict !== 'withdraw') return undefined
  return { code: 'invalid_state', message: 'You have no vote here to take back.', remedy: 'Reload the page.' }
}

function voterRefusal({ self, voice }: VoteFacts): Refusal | undefined {
  const forbidden = (message: string, remedy: string): Refusal => ({ code: 'forbidden', message, remedy })
  const other = 'Leave it to somebody who has no part in it.'
  if (!self?.places.includes(DECIDES)) {
    return forbidden('You do not decide here any more.', 'Ask an admin of the tenant for a role that decides.')
  }
  if (self.conflict) return forbidden(`${self.conflict} Somebody else must decide.`, other)
  if (!voice) return undefined
  if (!voice.delegated || !voice.decider?.places.includes(DECIDES)) {
    const message = 'Nobody has delegated this decision to you, or not any more.'
    return forbidden(message, 'Vote for yourself, or have the delegation renewed.')
  }
  if (!voice.decider.conflict) return undefined
  const who = voice.decider.email ?? 'Whoever is away'
  return forbidden(`${who} has a part in it, so nobody decides it for them.`, other)
}

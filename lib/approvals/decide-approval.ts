import type { Actor } from '../auth/actor.ts'
import { type Cast, castVote } from './cast-vote.ts'
import { type DecideInput, decideInput } from './schema.ts'
import { vouch } from './vouch.ts'

/** Votes on a request, vouched for by what came with it. Throws what `vouch` and `castVote` throw. */
export async function decideApproval(actor: Actor, given: DecideInput): Promise<Cast> {
  const { password, assertion, ...vote } = decideInput.parse(given)
  const { approvalId, verdict } = vote
  return castVote(actor, vote, await vouch(actor, { approvalId, verdict, password, assertion }))
}

import type { z } from 'zod'
import { decideApproval } from '../approvals/decide-approval.ts'
import { withdrawApproval } from '../approvals/withdraw-approval.ts'
import type { Actor } from '../auth/actor.ts'
import { beginVote } from '../passkeys/begin-vote.ts'
import type { beginVoteInput } from '../passkeys/schema.ts'
import { actorForRequest } from './actor-for-request.ts'
import type { voteInput } from './schema.ts'

/** Votes in the tenant of the request, whichever the person works in at the moment. Throws as `decideApproval` does. */
export async function voteAnywhere(actor: Actor, input: z.output<typeof voteInput>): Promise<{ state: string }> {
  const there = await actorForRequest(actor, input.approvalId)
  return input.verdict === 'withdraw' ? withdrawApproval(there, input) : decideApproval(there, input)
}

/** What a passkey is asked before a vote, in the tenant of the request. */
export async function beginVoteAnywhere(actor: Actor, input: z.output<typeof beginVoteInput>) {
  return beginVote(await actorForRequest(actor, input.approvalId), input)
}

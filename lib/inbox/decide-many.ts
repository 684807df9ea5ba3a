import { decideApproval } from '../approvals/decide-approval.ts'
import type { Actor } from '../auth/actor.ts'
import { authorise } from '../auth/authorise.ts'
import { BareCountError } from '../errors.ts'
import { log } from '../log.ts'
import { actorsForRequests } from './actor-for-request.ts'
import { type DecideManyInput, decideManyInput, type ManyResult } from './schema.ts'

/**
 * One verdict on many requests, each judged by itself in a transaction of its own, in the tenant it belongs to: what
 * one is refused does not hold back another. Nothing is vouched for but the session, so a request whose rules ask for
 * more is told apart and left to its own page. Returns a result for each, in the order asked.
 */
export async function decideMany(actor: Actor, given: DecideManyInput): Promise<{ results: ManyResult[] }> {
  const { approvalIds, verdict, comment } = decideManyInput.parse(given)
  // The right is asked of each tenant: the one worked in may be the only one where the person has it, or has it not.
  if (actor.kind !== 'user') authorise(actor, 'approval:decide')
  const actors = await actorsForRequests(actor, approvalIds)
  const results: ManyResult[] = []
  for (const approvalId of approvalIds) {
    const there = actors.get(approvalId)
    results.push(
      there
        ? await decideOne(there, { approvalId, verdict, comment })
        : { approvalId, ok: false, code: 'not_found', detail: 'There is no approval request by that id here.' },
    )
  }
  return { results }
}

async function decideOne(
  actor: Actor,
  vote: { approvalId: string; verdict: 'approve' | 'reject'; comment: string },
): Promise<ManyResult> {
  const { approvalId } = vote
  try {
    const { state } = await decideApproval(actor, vote)
    return { approvalId, ok: true, state }
  } catch (error) {
    if (!(error instanceof BareCountError)) {
      log.error({ error, approvalId }, 'a request could not be decided among many')
      return { approvalId, ok: false, code: 'internal', detail: 'Something failed on our side.' }
    }
    const passkey = error.faults.some(({ path }) => path === 'assertion' || path === 'password')
    return {
      approvalId,
      ok: false,
      code: error.code,
      detail: error.message,
      ...(error.remedy && { remedy: error.remedy }),
      ...(passkey && { passkey: true as const }),
    }
  }
}

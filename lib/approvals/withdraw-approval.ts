import type { Actor } from '../auth/actor.ts'
import { authorise } from '../auth/authorise.ts'
import type { Permission } from '../auth/permissions.ts'
import { type Clock, systemClock } from '../clock.ts'
import { transaction } from '../db/client.ts'
import { BareCountError } from '../errors.ts'
import { notifyChange } from '../live/notify.ts'
import { castVote } from './cast-vote.ts'
import { closeRequest } from './close-request.ts'
import type { ApprovalKindName } from './kinds.ts'
import { lockRequest } from './lock-request.ts'
import { outcomes } from './outcomes.ts'

/** The scope that a token takes back a request with: that of asking. */
const scopeOf: Record<ApprovalKindName, Permission> = {
  deployment: 'deployment:request',
  policy: 'policy:write',
  exception: 'exception:request',
  break_glass_review: 'gate:break_glass',
  mass_replay: 'run:start',
}

/**
 * Takes back what is one's own: the requester the request, as long as nothing of it has begun; anybody else their vote.
 * Throws `not_found`, `forbidden`, `invalid_state`.
 */
export async function withdrawApproval(
  actor: Actor,
  { approvalId, comment = '' }: { approvalId: string; comment?: string | undefined },
  clock: Clock = systemClock,
): Promise<{ state: string }> {
  authorise(actor, 'approval:read')
  const mine = await transaction(async (tx) => {
    const request = await lockRequest(tx, actor.tenantId, approvalId)
    if (request.requestedById !== actor.userId) return false
    // People may always take back what they asked for; a token that only reads changes nothing.
    if (actor.kind === 'token') authorise(actor, scopeOf[request.kind])
    const { status: from } = request
    if (from !== 'open' && (from !== 'approved' || !outcomes[request.kind].reopened)) {
      throw new BareCountError('invalid_state', `This request is ${from} already.`, { remedy: 'Reload the page.' })
    }
    const reason = comment || `Taken back by ${actor.label}.`
    await closeRequest(tx, actor, request, { from, to: 'withdrawn', approvals: 0, at: clock.now(), reason })
    await outcomes[request.kind].unanswered(tx, actor, request, 'withdrawn')
    await notifyChange(tx, request.subjectId)
    return true
  })
  if (mine) return { state: 'withdrawn' }
  const { state } = await castVote(actor, { approvalId, verdict: 'withdraw', comment }, { kind: 'session' }, clock)
  return { state }
}

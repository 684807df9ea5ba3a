import { systemActorOf } from '../auth/system-actor-of.ts'
import { transaction, unsafeDb } from '../db/client.ts'
import { log } from '../log.ts'
import { notifyUsers } from '../notifications/notify-users.ts'
import { closeRequest } from './close-request.ts'
import { countVotes } from './count-votes.ts'
import { lockRequest } from './lock-request.ts'
import { outcomes } from './outcomes.ts'

const BATCH = 100

/**
 * Ends requests whose time is over, and what waited for them; one that cannot be ended holds back no other. Returns how
 * many ended. Runs over every tenant, since time does;
 * deciding refuses an expired request by itself, so nothing hangs on how often this is called.
 */
export async function expireApprovals(now: Date): Promise<number> {
  const due = await unsafeDb.approvalRequest.findMany({
    where: { status: 'open', expiresAt: { lte: now } },
    select: { tenantId: true, id: true },
    // The newest first: what could not be ended before stays behind what comes after it.
    orderBy: { expiresAt: 'desc' },
    take: BATCH,
  })
  let ended = 0
  for (const one of due) {
    try {
      await expire(one, now)
      ended++
    } catch (error) {
      log.error({ err: error, approvalId: one.id }, 'a request could not be ended')
    }
  }
  return ended
}

async function expire({ tenantId, id }: { tenantId: string; id: string }, now: Date): Promise<void> {
  const actor = await systemActorOf(tenantId, 'scheduler')
  await transaction(async (tx) => {
    const request = await lockRequest(tx, tenantId, id)
    if (request.status !== 'open') return
    const { stand } = await countVotes(tx, request)
    const approvals = request.required - stand.missing
    await closeRequest(tx, actor, request, { from: 'open', to: 'expired', approvals, at: now })
    await outcomes[request.kind].unanswered(tx, actor, request, 'expired')
    await notifyUsers(tx, tenantId, [request.requestedById], {
      kind: 'approval_decided',
      sentence: `${request.summary}: nobody decided in time, so it has expired.`,
      link: `/approvals/${id}`,
      subjectIds: [id, request.subjectId],
    })
  })
}

import { systemActorOf } from '../auth/system-actor-of.ts'
import { transaction, unsafeDb } from '../db/client.ts'
import { notifyUsers } from '../notifications/notify-users.ts'
import { closeRequest } from './close-request.ts'
import { countVotes } from './count-votes.ts'
import { lockRequest } from './lock-request.ts'
import { outcomes } from './outcomes.ts'

const BATCH = 100

/**
 * Ends requests whose time is over, and what waited for them. Returns how many. Runs over every tenant, since time does;
 * deciding refuses an expired request by itself, so nothing hangs on how often this is called.
 */
export async function expireApprovals(now: Date): Promise<number> {
  const due = await unsafeDb.approvalRequest.findMany({
    where: { status: 'open', expiresAt: { lte: now } },
    select: { tenantId: true, id: true },
    take: BATCH,
  })
  for (const { tenantId, id } of due) {
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
  return due.length
}

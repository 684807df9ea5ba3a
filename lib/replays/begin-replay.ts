import { countVotes } from '../approvals/count-votes.ts'
import { lockRequest } from '../approvals/lock-request.ts'
import type { Actor } from '../auth/actor.ts'
import type { Tx } from '../db/client.ts'
import { appendEvidence } from '../evidence/append-evidence.ts'
import { notifyChange } from '../live/notify.ts'
import { markExecuted } from '../provisioning/mark-executed.ts'
import { digestOfListNow } from './list-items.ts'
import { nameOf, type ReplayRow } from './lock-replay.ts'
import { voidReplay } from './void-replays.ts'

/**
 * ready → canary. A mass replay begins only with votes that count at this instant, for exactly the list there is: a list
 * that has changed voids it. Its row is locked by the caller. False when it does not begin.
 */
export async function beginReplay(tx: Tx, actor: Actor, replay: ReplayRow, at: Date): Promise<boolean> {
  const { tenantId, id } = replay
  if (replay.mass && !(await countsNow(tx, actor, replay, at))) return false
  const { count } = await tx.replay.updateMany({
    where: { tenantId, id, status: 'ready' },
    data: { status: 'canary', startedAt: at },
  })
  if (!count) return false
  await appendEvidence(tx, { kind: 'replay.started', actor, result: 'info', ...nameOf(replay) })
  await notifyChange(tx, id)
  return true
}

/** Whether people have approved this list as it is now; marks the request as carried out when they have. */
async function countsNow(tx: Tx, actor: Actor, replay: ReplayRow, at: Date): Promise<boolean> {
  const { tenantId, id, listDigest } = replay
  if ((await digestOfListNow(tx, { tenantId, replayId: id })) !== listDigest) {
    await voidReplay(tx, actor, replay)
    return false
  }
  const asked = await tx.approvalRequest.findFirst({
    where: { tenantId, kind: 'mass_replay', subjectId: id, status: 'approved', decisionDigest: listDigest },
    select: { id: true },
  })
  if (!asked) {
    await voidReplay(tx, actor, replay, 'There is no approval for it.')
    return false
  }
  const request = await lockRequest(tx, tenantId, asked.id)
  const counted = await countVotes(tx, request)
  if (request.status !== 'approved' || request.expiresAt <= at || counted.stand.state !== 'approved') {
    await voidReplay(tx, actor, replay, 'The approval did not count any more when the replay was to begin.')
    return false
  }
  await markExecuted(tx, actor, request, counted)
  return true
}

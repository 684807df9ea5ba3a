import type { Outcome } from '../approvals/outcomes.ts'
import type { RequestRow } from '../approvals/request-row.ts'
import type { Tx } from '../db/client.ts'
import { notFound } from '../errors.ts'
import { notifyChange } from '../live/notify.ts'
import { closeReplay } from './close-replay.ts'
import { digestOfListNow } from './list-items.ts'
import { lockReplay } from './lock-replay.ts'
import { REPLAYS } from './replays-changed.ts'

/**
 * What follows from a decision about a mass replay. It begins when a worker takes it up, a moment later, which counts the
 * votes and reads the list once more (`begin-replay.ts`). What is approved is stopped, not taken back.
 */
export const replayOutcome: Outcome = {
  lock: async (tx, { tenantId, subjectId }) => void (await lockReplay(tx, { tenantId, id: subjectId })),
  current: async (tx, { tenantId, subjectId, decisionDigest }) => {
    const replay = await tx.replay.findFirst({ where: { tenantId, id: subjectId }, select: { status: true } })
    if (replay?.status !== 'waiting_approval' && replay?.status !== 'ready') return false
    return (await digestOfListNow(tx, { tenantId, replayId: subjectId })) === decisionDigest
  },
  approved: async (tx, _actor, request) => {
    const { tenantId, subjectId: id } = request
    await tx.replay.updateMany({ where: { tenantId, id, status: 'waiting_approval' }, data: { status: 'ready' } })
    await notifyChange(tx, REPLAYS)
  },
  rejected: async (tx, actor, request, comment) =>
    closeReplay(tx, actor, await asked(tx, request), 'rejected', comment),
  unanswered: async (tx, actor, request, how) => {
    const reason = how === 'expired' ? 'Nobody decided in time.' : undefined
    await closeReplay(tx, actor, await asked(tx, request), how, reason)
  },
}

async function asked(tx: Tx, { tenantId, subjectId }: RequestRow) {
  const replay = await lockReplay(tx, { tenantId, id: subjectId })
  if (!replay) throw notFound('replay')
  return replay
}

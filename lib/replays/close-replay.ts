import type { Actor } from '../auth/actor.ts'
import type { Tx } from '../db/client.ts'
import { BareCountError } from '../errors.ts'
import { appendEvidence } from '../evidence/append-evidence.ts'
import { nameOf, type ReplayRow } from './lock-replay.ts'
import { sourcesOf } from './states.ts'

/** Ends a replay that never began, with its evidence. Throws `invalid_state` for one that did. */
export async function closeReplay(
  tx: Tx,
  actor: Actor,
  replay: ReplayRow,
  how: 'rejected' | 'expired' | 'withdrawn' | 'voided',
  reason?: string,
): Promise<void> {
  const { tenantId, id } = replay
  const { count } = await tx.replay.updateMany({
    where: { tenantId, id, status: { in: sourcesOf(how) } },
    data: { status: how, statusReason: reason ?? null, finishedAt: new Date() },
  })
  if (!count) {
    throw new BareCountError('invalid_state', `This replay is ${replay.status} already.`, {
      remedy: 'Reload the page.',
    })
  }
  await tx.replayItem.updateMany({
    where: { tenantId, replayId: id, status: 'waiting' },
    data: { status: 'not_started' },
  })
  await appendEvidence(tx, { kind: 'replay.closed', actor, result: 'info', ...nameOf(replay), how, reason })
}

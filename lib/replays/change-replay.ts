import type { Actor } from '../auth/actor.ts'
import { type Tx, transaction } from '../db/client.ts'
import { BareCountError, notFound } from '../errors.ts'
import { notifyChanges } from '../live/notify.ts'
import { lockReplay, type ReplayRow } from './lock-replay.ts'
import { REPLAYS } from './replays-changed.ts'
import type { ReplayStatusName } from './schema.ts'
import { mayBecome } from './states.ts'

/**
 * Changes a replay with its row locked: the driver's step that is under way ends first, and the next one sees the change.
 * Throws `not_found`, and `invalid_state` when it cannot become `to`.
 */
export async function changeReplay<T>(
  actor: Actor,
  id: string,
  to: (replay: ReplayRow) => ReplayStatusName | Promise<ReplayStatusName>,
  change: (tx: Tx, replay: ReplayRow, to: ReplayStatusName) => Promise<T>,
): Promise<T> {
  const { tenantId } = actor
  return transaction(async (tx) => {
    const replay = await lockReplay(tx, { tenantId, id })
    if (!replay) throw notFound('replay')
    const next = await to(replay)
    if (!mayBecome(replay.status, next)) {
      throw new BareCountError('invalid_state', `This replay is ${replay.status.replaceAll('_', ' ')}.`, {
        remedy:
          'Reload the page: only a replay that is under way can be paused or stopped, and only a paused one resumed.',
      })
    }
    const answer = await change(tx, replay, next)
    await notifyChanges(tx, [id, REPLAYS])
    return answer
  })
}

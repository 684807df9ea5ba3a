import type { z } from 'zod'
import { closeOpenRequests } from '../approvals/close-open-requests.ts'
import type { Actor } from '../auth/actor.ts'
import { authorise } from '../auth/authorise.ts'
import { appendEvidence } from '../evidence/append-evidence.ts'
import { changeReplay } from './change-replay.ts'
import { nameOf } from './lock-replay.ts'
import { stopReplayInput } from './schema.ts'

/**
 * Ends a replay: from the commit on no token of it begins. Runs that have begun go on and are counted when they end.
 * Returns how many were not begun. Throws `not_found`, `invalid_state`.
 */
export async function stopReplay(
  actor: Actor,
  given: z.input<typeof stopReplayInput>,
): Promise<{ notStarted: number }> {
  authorise(actor, 'run:start')
  const { id, reason } = stopReplayInput.parse(given)
  return changeReplay(
    actor,
    id,
    () => 'stopped',
    async (tx, replay) => {
      const { tenantId } = replay
      await tx.replay.updateMany({
        where: { tenantId, id, status: replay.status },
        data: { status: 'stopped', statusReason: reason },
      })
      const { count: notStarted } = await tx.replayItem.updateMany({
        where: { tenantId, replayId: id, status: 'waiting' },
        data: { status: 'not_started', endedAt: new Date() },
      })
      await closeOpenRequests(tx, actor, { kind: 'mass_replay', subjectId: id }, 'withdrawn', reason)
      const said = { ...nameOf(replay), reason, notStarted }
      await appendEvidence(tx, { kind: 'replay.stopped', actor, result: 'info', ...said })
      return { notStarted }
    },
  )
}

import type { z } from 'zod'
import type { Actor } from '../auth/actor.ts'
import { authorise } from '../auth/authorise.ts'
import { db } from '../db/client.ts'
import { appendEvidence } from '../evidence/append-evidence.ts'
import { changeReplay } from './change-replay.ts'
import { asked, countItems } from './count-items.ts'
import { nameOf, type ReplayRow } from './lock-replay.ts'
import { resumeReplayInput } from './schema.ts'

/**
 * Goes on with a paused replay. One that was held after its canary goes on with the rest: whoever resumes it has looked
 * at the canary. Throws `not_found`, `invalid_state`.
 */
export async function resumeReplay(actor: Actor, given: z.input<typeof resumeReplayInput>): Promise<void> {
  authorise(actor, 'run:start')
  const { id } = resumeReplayInput.parse(given)
  await changeReplay(
    actor,
    id,
    async (replay) => ((await canaryIsOver(replay)) ? 'running' : 'canary'),
    async (tx, replay, status) => {
      const { tenantId, statusReason } = replay
      const done = status === 'running'
      await tx.replay.updateMany({
        where: { tenantId, id, status: 'paused' },
        data: { status: done ? 'running' : 'canary', statusReason: null, canaryDone: done },
      })
      const reason = done && !replay.canaryDone ? `${statusReason ?? ''} Resumed regardless.`.trim() : undefined
      await appendEvidence(tx, { kind: 'replay.resumed', actor, result: 'info', ...nameOf(replay), reason })
    },
  )
}

async function canaryIsOver(replay: ReplayRow): Promise<boolean> {
  if (replay.canaryDone) return true
  const counts = await countItems(db, { tenantId: replay.tenantId, replayId: replay.id })
  return asked(counts) >= replay.canarySize && counts.started === 0
}

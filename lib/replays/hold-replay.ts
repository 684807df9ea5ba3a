import type { Actor } from '../auth/actor.ts'
import type { Tx } from '../db/client.ts'
import { appendEvidence } from '../evidence/append-evidence.ts'
import { notifyChange } from '../live/notify.ts'
import { nameOf, type ReplayRow } from './lock-replay.ts'
import { sourcesOf } from './states.ts'
import { tellRequester } from './tell-requester.ts'

/** canary or running → paused, with the reason. Its row is locked by the caller. False when it stood otherwise. */
export async function holdReplay(tx: Tx, actor: Actor, replay: ReplayRow, reason: string): Promise<boolean> {
  const { tenantId, id } = replay
  const { count } = await tx.replay.updateMany({
    where: { tenantId, id, status: { in: sourcesOf('paused') } },
    data: { status: 'paused', statusReason: reason },
  })
  if (!count) return false
  replay.status = 'paused'
  await appendEvidence(tx, { kind: 'replay.paused', actor, result: 'info', ...nameOf(replay), reason })
  if (actor.kind === 'system') await tellRequester(tx, replay, `was paused. ${reason}`)
  await notifyChange(tx, id)
  return true
}

import type { Tx } from '../db/client.ts'
import { notifyUsers } from '../notifications/notify-users.ts'
import type { ReplayRow } from './lock-replay.ts'

/** Tells whoever asked for a replay what has become of it; `how` ends the sentence: "was paused: …". */
export async function tellRequester(tx: Tx, replay: ReplayRow, how: string): Promise<void> {
  const { tenantId, id, itemCount, requestedById } = replay
  const tokens = itemCount === 1 ? '1 token' : `${itemCount.toLocaleString('en')} tokens`
  await notifyUsers(tx, tenantId, [requestedById], {
    kind: 'replay_ended',
    sentence: `The replay of ${tokens} ${how}`,
    link: `/dead-letters/replays/${id}`,
    subjectIds: [id],
  })
}

import { systemClock } from '../clock.ts'
import { type Tx, transaction } from '../db/client.ts'
import { notifyChanges } from '../live/notify.ts'
import { releaseDue } from './transitions.ts'
import { RUNS_WAITING } from './waiting-channel.ts'

const BATCH = 500

/** Queues the runs whose retry is due. Returns how many. Any number of workers may do this at the same moment. */
export async function releaseRetries(clock = systemClock): Promise<number> {
  return transaction(async (tx) => {
    const due = await releaseDue(tx, clock.now(), BATCH)
    if (due.length) await tellWaiting(tx, due)
    return due.length
  })
}

/** Wakes whoever may carry these runs out: workers, and the agents of their runners and environments. */
export async function tellWaiting(
  tx: Tx,
  runs: readonly { id: string; runnerId: string; environmentId: string }[],
): Promise<void> {
  const subjects = new Set(runs.flatMap(({ id, runnerId, environmentId }) => [id, runnerId, environmentId]))
  await notifyChanges(tx, [RUNS_WAITING, ...subjects])
}

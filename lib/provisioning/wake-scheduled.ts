import { type Tx, unsafeTx } from '../db/client.ts'

/**
 * Has the scheduler ask again what waits for a window of this environment, after its windows have changed: each then
 * begins, or waits for the opening that there is now.
 */
export async function wakeScheduled(tx: Tx, environmentId: string, now: Date): Promise<void> {
  // Windows belong to the platform, so every tenant's deployments are asked.
  await unsafeTx(tx).deployment.updateMany({
    where: { environmentId, status: 'scheduled', OR: [{ startsAt: null }, { startsAt: { lte: now } }] },
    data: { waitingUntil: now },
  })
}
